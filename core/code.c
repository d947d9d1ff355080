/* SPDX-License-Identifier: MIT */
/* The starter codebook: one row a code, in the words an observer reads while
 * choosing. It becomes the study's own rows, which the team may change. */
#include "core/code.h"

/* clang-format off */
const struct starter_code starter_codes[] = {
    { .key = "ch", .name = "Challenge from members", .color = "#B5473C",
      .definition = "A member questions, tests or disputes a paper, a claim or a proposal.",
      .use_when = "A question presses for evidence, alternatives or reasons.",
      .not_when = "Somebody only wants a fact made clear, or the chair moves business on (cs).",
      .ground = "Sheaff 2015; Pernelet 2023", .pinned = 1, .hot_key = 'c',
      .modifiers = { { "kind", "supportive|lesson-seeking|diagnostic|options|strategy"
                               "|further-work" },
                     { "response", "answered|partly|deflected|deferred|none" } } },

    { .key = "ac", .name = "Holding to account", .color = "#8A3B12",
      .definition = "Somebody is asked to answer, or answers, for past results or promises.",
      .use_when = "It is asked why something was not delivered, or an action is reported back on.",
      .not_when = "The question is about options for the future (ch).",
      .ground = "Checkland 2013; Sheaff 2015",
      .modifiers = { { "object", "money|quality|delivery|conduct" },
                     { "direction", "inward|to-members|upward|to-public" } } },

    { .key = "de", .name = "Decision", .color = "#1F6F43",
      .definition = "The body settles an item.",
      .use_when = "A form of words closes the item: agreed, approved, deferred or noted.",
      .not_when = "Members give their own opinions, or only actions are handed out (at).",
      .ground = "clerks' model of a motion; Endacott 2013", .pinned = 2, .hot_key = 'e',
      .modifiers = { { "outcome", "taken|deferred|noted|rejected|delegated" },
                     { "method", "consensus|vote|chairs-action|nobody-objected" } } },

    { .key = "at", .name = "Action agreed", .color = "#55801A",
      .definition = "A task is given to a person.",
      .use_when = "It is said who will bring back or do what.",
      .not_when = "A hope is voiced and nobody is named for it.",
      .ground = "Trials 2017", .pinned = 3, .hot_key = 'a',
      .modifiers = { { "who", "" }, { "by", "" } } },

    { .key = "cd", .name = "Conflict of interest declared", .color = "#8C6A00",
      .definition = "An interest is stated, by its holder or by somebody else.",
      .use_when = "The standing item comes up, or an interest is named in the middle of an item.",
      .not_when = "The policy on conflicts is talked about: write that as text.",
      .ground = "NHS England 2016; Moran 2017", .pinned = 4, .hot_key = 'i',
      .modifiers = { { "kind", "financial|professional|personal|indirect" },
                     { "by", "self|chair|other" } } },

    { .key = "cm", .name = "Conflict of interest managed", .color = "#6B5A2E", .state = true,
      .definition = "Something is done about a conflict of interest, until normal order returns.",
      .use_when = "The chair rules on it, or the person stays silent or leaves.",
      .not_when = "An interest is declared and nothing is said about it (cd).",
      .ground = "NHS England 2016; Moran 2017", .pinned = 5, .hot_key = 'm',
      .modifiers = { { "handling", "noted-only|speaks-no-vote|silent|leaves-table|leaves-room"
                                   "|papers-withheld|chair-replaced" },
                     { "quorum", "kept|lost" } } },

    { .key = "dn", .name = "Information passed down", .color = "#0E6FBF",
      .definition = "Content from a higher body or from the executive is told to members.",
      .use_when = "Members are briefed, or hear what a higher body has told the organisation.",
      .not_when = "Members bring news of their own (up).",
      .ground = "early CCG evidence 2013",
      .modifiers = { { "source", "" }, { "expects", "inform|act|consult" } } },

    { .key = "up", .name = "Intelligence passed up", .color = "#117A93",
      .definition = "Soft or hard knowledge of practices, localities or patients is brought in.",
      .use_when = "A GP tells what is seen on the ground.",
      .not_when = "The matter is formal performance data (pm).",
      .ground = "PRUComm 2015; Mannion et al.",
      .modifiers = { { "kind", "story|data|complaint|warning" }, { "taken-up", "yes|no" } } },

    { .key = "ow", .name = "Ownership", .color = "#7A4FA3",
      .definition = "Talk says whose the organisation or the decision is.",
      .use_when = "Words like \"our CCG\", \"your decision\" or \"they\" lay a claim or refuse it.",
      .not_when = "A polite \"our\" makes no claim.",
      .ground = "early CCG evidence 2013",
      .modifiers = { { "claim", "ours|theirs|yours" }, { "by", "GP|manager|lay" } } },

    { .key = "in", .name = "Influence", .color = "#A33F7D",
      .definition = "A contribution visibly changes wording, direction or outcome.",
      .use_when = "The paper or the chair's line is altered after it.",
      .not_when = "A good point is made and has no effect.",
      .ground = "Storey 2018; PRUComm 2015",
      .modifiers = { { "effect", "wording|direction|decision|agenda" }, { "from", "" } } },

    { .key = "en", .name = "Engagement", .color = "#4B5FA6",
      .definition = "Members or practices are involved, or it is felt that they are not.",
      .use_when = "Turnout, the localities or feedback from members come up.",
      .not_when = "Patients and the public are meant (pp).",
      .ground = "early CCG evidence 2013",
      .modifiers = { { "sign", "up|down" }, { "who", "" } } },

    { .key = "ph", .name = "Public health", .color = "#2B8070", .state = true,
      .definition = "The matter is population health, prevention, inequalities or the team for it.",
      .use_when = "The topic holds the floor.",
      .not_when = "It is mentioned in passing: leave that in the text.",
      .ground = "theme list; Perkins 2014",
      .modifiers = { { "raised-by", "" }, { "use", "evidence|duty|decoration" } } },

    { .key = "pp", .name = "Patient and public involvement", .color = "#3F4F1E",
      .definition = "The view of patients or the public is brought, asked for or used.",
      .use_when = "A lay member, a patient's story, a consultation or Healthwatch brings it in.",
      .not_when = "A member of the public speaks in person (pq).",
      .ground = "Endacott 2013; Checkland 2013",
      .modifiers = { { "source", "" }, { "use", "informs|delays|changes|ceremonial" } } },

    { .key = "pq", .name = "Public question", .color = "#646300",
      .definition = "Somebody from the public asks or speaks.",
      .use_when = "It is question time, or the public interrupts.",
      .not_when = "A written question is merely noted: write that as text.",
      .ground = "Endacott 2013",
      .modifiers = { { "taken", "now|later|refused" }, { "answered-by", "" } } },

    { .key = "pm", .name = "Performance management of practices", .state = true,
      .color = "#4A3570",
      .definition = "How well member practices perform is watched or corrected.",
      .use_when = "Variation between practices, visits, incentives or peer pressure come up.",
      .not_when = "Contracts with providers are the matter.",
      .ground = "early CCG evidence 2013; Moran 2017",
      .modifiers = { { "approach", "data|peer|support|incentive|sanction" } } },

    { .key = "ub", .name = "Relation with upper body", .color = "#2E4057",
      .definition = "The body deals with NHS England, the region, the council or a regulator.",
      .use_when = "There is talk of permission, order, negotiation or blame.",
      .not_when = "News from above is plainly told (dn).",
      .ground = "Checkland 2013",
      .modifiers = { { "body", "" },
                     { "stance", "comply|negotiate|resist|seek-guidance|blame" } } },

    { .key = "hi", .name = "History", .color = "#59301F",
      .definition = "A comparison is drawn with an earlier body or an earlier time.",
      .use_when = "Somebody says that it is like the old body, or that it was tried before.",
      .not_when = "A report gives dates.",
      .ground = "early CCG evidence 2013",
      .modifiers = { { "referent", "" }, { "use", "warning|model|identity" } } },

    { .key = "hu", .name = "Humour", .color = "#B0610F",
      .definition = "A joke or laughter releases or marks something.",
      .use_when = "A laugh is shared, or irony comes at somebody's cost.",
      .not_when = "Sarcasm is an attack (tn).",
      .ground = "Bales 1950, category 2", .pinned = 8, .hot_key = 'u',
      .modifiers = { { "works-as", "release|bond|criticism|deflection" } } },

    { .key = "tn", .name = "Tension", .color = "#931535", .state = true,
      .definition = "Strain shows: raised voices, talking over each other, withdrawal.",
      .use_when = "It is felt in the room, until business resumes.",
      .not_when = "Disagreement is put calmly (ch).",
      .ground = "Bales 1950, categories 10 to 12", .pinned = 6, .hot_key = 't',
      .modifiers = { { "between", "" }, { "ended-by", "chair|humour|silence|decision|none" } } },

    { .key = "cs", .name = "Chair's steering", .color = "#3A45B8",
      .definition = "The chair shapes who speaks, how long, and what is concluded.",
      .use_when = "The chair invites, cuts short, sums up, reorders or calls the vote.",
      .not_when = "The chair speaks on content, as a member.",
      .ground = "Endacott 2013; Trials 2017", .pinned = 7, .hot_key = 's',
      .modifiers = { { "move", "open|invite|cut|sum-up|defer|reorder|call-vote|casting-vote" } } },

    { .key = "si", .name = "Silence", .color = "#6A7280",
      .definition = "There is a gap, or no response, that the room notices.",
      .use_when = "Nothing is said after a question or a proposal.",
      .not_when = "People are only shuffling their papers.",
      .ground = "general knowledge; unsaid in boards, 2024", .hot_key = '5',
      .modifiers = { { "after", "question|proposal|challenge" }, { "broken-by", "" } } },

    { .key = "qu", .name = "Quorum", .color = "#17504F",
      .definition = "The number that is needed is met, lost or queried.",
      .use_when = "People are counted, or somebody arrives late or leaves for a conflict.",
      .not_when = "Ordinary apologies are given.",
      .ground = "Moran 2017, table 3", .hot_key = '6',
      .modifiers = { { "state", "met|lost|queried" }, { "cause", "" } } },
};
/* clang-format on */

const size_t starter_code_count = sizeof starter_codes / sizeof *starter_codes;
