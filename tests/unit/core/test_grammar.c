/* SPDX-License-Identifier: MIT */
/* The law of the typed line: a table of lines and what they mean. A reading
 * is written as
 *     kind speakers>addressees "text" [code action modifier=value] @time !note
 * with quotations in braces, a new person as @name, a needless code in
 * parentheses instead of brackets, and only what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"
#include "core/text.h"
#include "tests/unit/core/known.h"

/* --- a reading as one string -------------------------------------------------- */

static void show_voices(struct str *out, const struct read_voice *voices, size_t count,
                        const char *line)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            str_add(out, ",");
        if (voices[i].kind == VOICE_ALL)
            str_add(out, "all");
        else if (voices[i].kind == VOICE_UNKNOWN)
            str_add(out, "?");
        else if (voices[i].kind == VOICE_ROLE)
            str_add_format(out, "?%s", known_groups[voices[i].index].key);
        else if (voices[i].index < 0)
            str_add_format(out, "@%.*s", (int)voices[i].name.len, line + voices[i].name.start);
        else
            str_add_format(out, "%d", known_people[voices[i].index].number);
    }
}

static void show_text(struct str *out, const struct reading *reading)
{
    size_t at = 0;
    const char *text = str_text(&reading->text);

    str_add(out, " \"");
    for (size_t i = 0; i < reading->verbatim_count; i++) {
        const struct span *span = &reading->verbatim[i];

        str_add_len(out, text + at, span->start - at);
        str_add_char(out, '{');
        str_add_len(out, text + span->start, span->len);
        str_add_char(out, '}');
        at = span->start + span->len;
    }
    str_add(out, text + at);
    str_add_char(out, '"');
}

static void show_codes(struct str *out, const struct reading *reading)
{
    static const char *const actions[] = {
        [CODING_POINT] = "",
        [CODING_OPEN] = " opens",
        [CODING_CLOSE] = " closes",
    };

    for (size_t i = 0; i < reading->code_count; i++) {
        const struct read_code *read = &reading->codes[i];
        const struct code *code = &known_codes[read->code];

        str_add(out, read->needless ? " (" : " [");
        str_add(out, code->key[0] ? code->key : code->name);
        str_add(out, actions[read->action]);
        for (size_t j = 0; j < read->value_count; j++)
            str_add_format(out, " %s=%s", code->modifiers[read->values[j].modifier].name,
                           read->values[j].value);
        str_add(out, read->needless ? ")" : "]");
    }
}

static void show_movements(struct str *out, const struct reading *reading)
{
    static const char *const movements[] = {
        [MOVE_ARRIVED] = "arrived", [MOVE_LEFT] = "left",     [MOVE_WITHDREW] = "withdrew",
        [MOVE_APOLOGIES] = "apologies", [MOVE_ABSENT] = "absent",
    };
    static const char *const modes[] = {
        [MODE_ROOM] = "", [MODE_PHONE] = " phone", [MODE_ONLINE] = " online",
    };

    for (size_t i = 0; i < reading->movement_count; i++)
        str_add_format(out, "%s %d %s%s", i ? "," : "",
                       known_people[reading->movements[i].person].number,
                       movements[reading->movements[i].movement],
                       modes[reading->movements[i].mode]);
}

static void show_agenda(struct str *out, const struct reading *reading)
{
    switch (reading->step) {
    case AGENDA_NEXT:
        str_add_format(out, " next %d", known_items[reading->item].number);
        break;
    case AGENDA_ITEM:
        str_add_format(out, " %d", known_items[reading->item].number);
        break;
    case AGENDA_NEW:
        str_add_format(out, " new \"%s\"", str_text(&reading->text));
        break;
    case AGENDA_END:
        str_add(out, " end");
        break;
    }
}

static void show_words(struct str *out, const struct reading *reading, const char *line)
{
    if (reading->continues)
        str_add(out, " ...");
    if (reading->speaker_count > 0 || reading->addressee_count > 0)
        str_add_char(out, ' ');
    show_voices(out, reading->speakers, reading->speaker_count, line);
    if (reading->addressee_count > 0)
        str_add_char(out, '>');
    show_voices(out, reading->addressees, reading->addressee_count, line);
    if (reading->kind != READ_EVENT)
        show_text(out, reading);
    show_codes(out, reading);
}

static void show(struct str *out, const struct reading *reading, const char *line)
{
    static const char *const kinds[] = {
        [READ_NOTHING] = "nothing",       [READ_PLAIN] = "plain",   [READ_NOTE] = "note",
        [READ_EVENT] = "event",           [READ_AGENDA] = "agenda", [READ_PART] = "part",
        [READ_ATTENDANCE] = "attendance", [READ_TIME] = "time",     [READ_COMMENT] = "comment",
        [READ_CORRECTION] = "correction",
    };
    char time[CLOCK_TIME], date[CLOCK_DATE];

    str_add(out, kinds[reading->kind]);
    if (reading->kind == READ_ATTENDANCE)
        show_movements(out, reading);
    else if (reading->kind == READ_AGENDA)
        show_agenda(out, reading);
    else if (reading->kind == READ_PART)
        str_add_format(out, " %s", part_words[reading->part].key);
    else if (reading->kind != READ_NOTHING && reading->kind != READ_TIME)
        show_words(out, reading, line);
    if (reading->has_time) {
        clock_time(time, reading->at, 3600);
        clock_date(date, reading->at, 3600);
        str_add_format(out, " @%s%s%s", strcmp(date, "2026-03-04") ? date : "",
                       strcmp(date, "2026-03-04") ? " " : "", time);
    }
    for (size_t i = 0; i < reading->note_count; i++)
        str_add_format(out, " !%s", reading->notes[i].text);
}

/* --- the table ------------------------------------------------------------------- */

struct row {
    const char *line, *means;
};

/* clang-format off */
static const struct row rows[] = {
    /* nothing, and prose alone */
    { "", "nothing" },
    { "   ", "nothing" },
    { "\u00A0 \u3000", "nothing" },
    { "the chair opens", "note \"the chair opens\"" },
    { "  blanks around  ", "note \"blanks around\"" },
    { "two  blanks inside stay", "note \"two  blanks inside stay\"" },
    { "\\283: #ch \"x\" @14:03", "plain \"283: #ch \"x\" @14:03\"" },
    { "\\> fin", "plain \"> fin\"" },
    { "\\\\#ch", "plain \"\\#ch\"" },
    { "\\", "plain \"\"" },

    /* time */
    { "@14:03 late", "note \"late\" @14:03:00" },
    { "@14:03:12 late", "note \"late\" @14:03:12" },
    { "@9:07 early", "note \"early\" @09:07:00" },
    { "@-2m late", "note \"late\" @14:03:00" },
    { "@-20s late", "note \"late\" @14:04:40" },
    { "@-1h late", "note \"late\" @13:05:00" },
    { "@14:05 now", "note \"now\" @14:05:00" },
    { "@14:03", "time @14:03:00" },
    { "@-20s", "time @14:04:40" },
    { "@14:03 283: yes", "note 283 \"yes\" @14:03:00" },
    { "@14:03 +283", "attendance 283 arrived @14:03:00" },
    { "@14:03 > fin", "agenda new \"fin\" @14:03:00 !two items begin so (3, 4): a new item" },
    { "@14:03 // odd", "comment \"odd\" @14:03:00" },
    { "@14:03 =private", "part private @14:03:00" },
    { "@14:03 s/good/bad/", "correction \"the plan is bad, the plan is late\" @14:03:00" },
    { "@14:03 #ch", "event [ch] @14:03:00" },
    { "@14:03 \\#1", "note \"#1\" @14:03:00" },
    { "@14:06 ahead", "note \"@14:06 ahead\" !14:06 is still to come" },
    { "@14:06", "note \"@14:06\" !14:06 is still to come" },
    { "@23:50 #ch yes", "note \"@23:50 yes\" [ch] !23:50 is still to come" },
    { "@25:99", "note \"@25:99\"" },
    { "@25:99 x", "note \"@25:99 x\"" },
    { "@14:5 x", "note \"@14:5 x\"" },
    { "@14:03x", "note \"@14:03x\"" },
    { "@14:03:99 x", "note \"@14:03:99 x\"" },
    { "@-2 x", "note \"@-2 x\"" },
    { "@-2d x", "note \"@-2d x\"" },
    { "@ 14:03", "note \"@ 14:03\"" },
    { "@", "note \"@\"" },
    { "14:05 train", "note \"14:05 train\"" },
    { "14:05: train", "note \"14:05: train\"" },

    /* attendance */
    { "+283", "attendance 283 arrived" },
    { "-283", "attendance 283 left" },
    { "-283!", "attendance 283 withdrew" },
    { "+283 phone", "attendance 283 arrived phone" },
    { "+283 online", "attendance 283 arrived online" },
    { "+283 ONLINE", "attendance 283 arrived online" },
    { "-283 apologies", "attendance 283 apologies" },
    { "-283 absent", "attendance 283 absent" },
    { "+283 phone, -60, -101!", "attendance 283 arrived phone, 60 left, 101 withdrew" },
    { "+283,+60", "attendance 283 arrived, 60 arrived" },
    { "+ab", "attendance 101 arrived" },
    { "+JANE, -zz", "attendance 283 arrived, 305 left" },
    { "+jo s phone", "attendance 283 arrived phone" },
    { "+דוד", "attendance 311 arrived" },
    { "+1", "note \"+1\" !nobody is known exactly as \"1\"" },
    { "+smith", "note \"+smith\" !nobody is known exactly as \"smith\"" },
    { "+283, -61", "note \"+283, -61\" !nobody is known exactly as \"61\"" },
    { "+283, 60", "note \"+283, 60\"" },
    { "+283,", "note \"+283,\"" },
    { "+283!", "note \"+283!\"" },
    { "-283 phone", "note \"-283 phone\"" },
    { "+283 apologies", "note \"+283 apologies\"" },
    { "+283 came in", "note \"+283 came in\"" },
    { "+mm", "note \"+mm\" !two people are called \"mm\": 400, 401" },
    { "-3% on last year", "note \"-3% on last year\"" },
    { "-3%", "note \"-3%\"" },
    { "- bullet", "note \"- bullet\"" },
    { "-", "note \"-\"" },
    { "+", "note \"+\"" },
    { "- 283", "note \"- 283\"" },
    { "+0", "note \"+0\" !nobody is known exactly as \"0\"" },

    /* agenda */
    { ">", "agenda next 3" },
    { "> minu", "agenda 2" },
    { "> report", "agenda 3" },
    { "> finance rep", "agenda 3" },
    { "> LAST MEET", "agenda 2" },
    { "> uber", "agenda 5" },
    { "> inance", "agenda new \"inance\"" },
    { "> Car parking #ch", "agenda new \"Car parking #ch\"" },
    { "> fin", "agenda new \"fin\" !two items begin so (3, 4): a new item" },
    { "> welcome", "agenda 1" },
    { "> 5% growth", "agenda new \"5% growth\"" },
    { ">5% growth", "note \">5% growth\"" },
    { ">fin", "note \">fin\"" },
    { ">60: hello", "note \">60: hello\"" },
    { ">>", "note \">>\"" },

    /* part */
    { "=private", "part private" },
    { "=Public", "part public" },
    { "=break", "part break" },
    { "=RESUME", "part resume" },
    { "=private now", "note \"=private now\"" },
    { "= private", "note \"= private\"" },
    { "=secret", "note \"=secret\" !the parts are =private, =public, =break and =resume" },
    { "=", "note \"=\"" },
    { "==", "note \"==\"" },

    /* comment */
    { "// looks at the chair", "comment \"looks at the chair\"" },
    { "//odd", "comment \"odd\"" },
    { "// 283: \"no\" #ch stays", "comment \"283: \"no\" #ch stays\"" },
    { "//", "comment \"\"" },
    { "http://x", "note \"http://x\"" },
    { "see http://x/y", "note \"see http://x/y\"" },
    { "/ one slash", "note \"/ one slash\"" },

    /* correction */
    { "s/good/bad/", "correction \"the plan is bad, the plan is late\"" },
    { "s/plan/idea/", "correction \"the idea is good, the plan is late\"" },
    { "s/ good//", "correction \"the plan is, the plan is late\"" },
    { "s/the plan/Ärger/", "correction \"Ärger is good, the plan is late\"" },
    { "s/GOOD/bad/",
      "note \"s/GOOD/bad/\" !the last entry does not hold \"GOOD\"" },
    { "s/p.an/x/", "note \"s/p.an/x/\" !the last entry does not hold \"p.an\"" },
    { "s/he agreed", "note \"s/he agreed\"" },
    { "s/he agreed/", "note \"s/he agreed/\"" },
    { "s/good/bad", "note \"s/good/bad\"" },
    { "s/good/bad/g", "note \"s/good/bad/g\"" },
    { "s//bad/", "note \"s//bad/\"" },
    { "s/good/bad/worse/", "note \"s/good/bad/worse/\"" },
    { "s/", "note \"s/\"" },
    { "S/good/bad/", "note \"S/good/bad/\"" },

    /* speaker */
    { "283: what is the plan", "note 283 \"what is the plan\"" },
    { "ab: yes", "note 101 \"yes\"" },
    { "AB: yes", "note 101 \"yes\"" },
    { "jane: yes", "note 283 \"yes\"" },
    { "jo s: yes", "note 283 \"yes\"" },
    { "smi: yes", "note 283 \"yes\"" },
    { "smith: yes", "note 283 \"yes\"" },
    { "Jane Smi: yes", "note 283 \"yes\"" },
    { "brown: yes", "note 101 \"yes\"" },
    { "gartner: ja", "note 310 \"ja\"" },
    { "GÄRT: ja", "note 310 \"ja\"" },
    { "wo: yes", "note 60 \"yes\"" },
    { "דוד: שלום", "note 311 \"שלום\"" },
    { "לו: שלום", "note 311 \"שלום\"" },
    { "王小: 你好", "note 312 \"你好\"" },
    { "zz: by alias, not of this meeting", "note 305 \"by alias, not of this meeting\"" },
    { "zim: x", "note \"zim: x\" !nobody here is called \"zim\"" },
    { "sm: yes", "note \"sm: yes\" !two people begin with \"sm\": 283, 291" },
    { "mm: yes", "note \"mm: yes\" !two people are called \"mm\": 400, 401" },
    { "s: yes", "note \"s: yes\" !nobody here is called \"s\"" },
    { "王: 你好", "note \"王: 你好\" !nobody here is called \"王\"" },
    { "28: yes", "note \"28: yes\" !nobody here is called \"28\"" },
    { "0283: yes", "note \"0283: yes\" !nobody here is called \"0283\"" },
    { "283 : yes", "note 283 \"yes\"" },
    { "283:yes", "note \"283:yes\"" },
    { "283:", "event 283" },
    { "283:\u00A0yes", "note 283 \"yes\"" },
    { ">\u00A0minu", "agenda 2" },
    { "@14:03\u00A0late", "note \"late\" @14:03:00" },
    { "\u00A0283: yes\u2003", "note 283 \"yes\"" },
    { "283,60: both", "note 283,60 \"both\"" },
    { "283, 60, ab: all three", "note 283,60,101 \"all three\"" },
    { "283,283: once", "note 283 \"once\"" },
    { "283,99: x", "note \"283,99: x\" !nobody here is called \"99\"" },
    { "283,: x", "note \"283,: x\"" },
    { "283>60: you", "note 283>60 \"you\"" },
    { "283 > 60: you", "note 283>60 \"you\"" },
    { "283>all: hear", "note 283>all \"hear\"" },
    { "283>ALL: hear", "note 283>all \"hear\"" },
    { "283,60>ab,gart: x", "note 283,60>101,310 \"x\"" },
    { "283>60>ab: x", "note \"283>60>ab: x\"" },
    { "283>: x", "note \"283>: x\"" },
    { "all: x", "note \"all: x\" !nobody here is called \"all\"" },
    { "283>nobody: x", "note \"283>nobody: x\" !nobody here is called \"nobody\"" },
    { "?gp: x", "note ?gp \"x\"" },
    { "?GP>283: x", "note ?gp>283 \"x\"" },
    { "283>?manager: x", "note 283>?manager \"x\"" },
    { "?nhs manager: x", "note ?manager \"x\"" },
    { "?man: x", "note ?manager \"x\"" },
    { "?la: x", "note \"?la: x\" !more than one role group \"la\"" },
    { "?: who", "note ? \"who\"" },
    { "?nobody: x", "note \"?nobody: x\" !no role group \"nobody\"" },
    { "@smith: new", "note @smith \"new\"" },
    { "@O'Neil-Jr.2: new", "note @O'Neil-Jr.2 \"new\"" },
    { "@smith>283: x", "note @smith>283 \"x\"" },
    { "@王明: 你", "note @王明 \"你\"" },
    { "@lost: again", "note 330 \"again\" !\"lost\" is 330 already" },
    { "@two words: x", "note \"@two words: x\"" },
    { "@14: x", "note \"@14: x\"" },
    { "@: x", "note \"@: x\"" },
    { "_record: x", "note \"_record: x\"" },
    { "... and so on", "note ... \"and so on\"" },
    { "… and so on", "note ... \"and so on\"" },
    { "... #ch and", "note ... \"and\" [ch]" },
    { "...and so on", "note \"...and so on\"" },
    { "...", "note \"...\"" },
    { "for example: x", "note \"for example: x\"" },
    { "NB: check", "note \"NB: check\" !nobody here is called \"NB\"" },
    { "yes, but: x", "note \"yes, but: x\"" },
    { "they said three things: one", "note \"they said three things: one\"" },
    { "ratio 3:1 agreed", "note \"ratio 3:1 agreed\"" },
    { ": x", "note \": x\"" },
    { ":", "note \":\"" },

    /* codes */
    { "#ch", "event [ch]" },
    { "#CH", "event [ch]" },
    { "283: #ch", "event 283 [ch]" },
    { "283: what is the plan #ch", "note 283 \"what is the plan\" [ch]" },
    { "#ch what is the plan", "note \"what is the plan\" [ch]" },
    { "what #ch is #de it", "note \"what is it\" [ch] [de]" },
    { "what  #ch  is", "note \"what is\" [ch]" },
    { "#ch #de", "event [ch] [de]" },
    { "the plan #ch, then", "note \"the plan, then\" [ch]" },
    { "the plan #ch.", "note \"the plan.\" [ch]" },
    { "#challenge", "event [ch]" },
    { "#Challenge from members", "event [ch]" },
    { "#challenge from the floor", "note \"from the floor\" [ch]" },
    { "#challenge-from the floor", "note \"the floor\" [ch]" },
    { "#holding-to-account", "event [ac]" },
    { "#holding_to_account now", "note \"now\" [ac]" },
    { "#holding to account now", "note \"now\" [ac]" },
    { "#holding to the line", "note \"to the line\" [ac]" },
    { "#decision", "event [de]" },
    { "#public health matters", "note \"matters\" [ph closes]" },
    { "#chair's steering", "event [cs]" },
    { "#chair he said", "note \"he said\" [cs]" },
    { "#reponse", "event [Réponse]" },
    { "#挑战 说", "note \"说\" [挑战]" },
    { "#r&d", "event [r2]" },
    { "#public", "note \"#public\" !2 codes begin with \"public\"" },
    { "#conflict", "note \"#conflict\" !2 codes begin with \"conflict\"" },
    { "#conflict-of-interest-declared", "event [cd]" },
    { "#c", "note \"#c\" !no code \"#c\"" },
    { "#chx", "note \"#chx\" !no code \"#chx\"" },
    { "#in-house", "note \"#in-house\" !no code \"#in-house\"" },
    { "#ch's", "note \"#ch's\" !no code \"#ch's\"" },
    { "#xx", "note \"#xx\" !no code \"#xx\"" },
    { "#1 priority", "note \"#1 priority\"" },
    { "C#", "note \"C#\"" },
    { "C#ch", "note \"C#ch\"" },
    { "# ch", "note \"# ch\"" },
    { "##ch", "note \"##ch\"" },
    { "#", "note \"#\"" },
    { "(#ch)", "note \"(#ch)\"" },
    { "x\u00A0#ch\u00A0y", "note \"x\u00A0y\" [ch]" },
    { "#challenge\u00A0from members", "event [ch]" },
    { "#ch #ch", "event [ch] (ch) !\"ch\" is in this line already" },

    /* states: public health and the morning are open */
    { "#tn", "event [tn opens]" },
    { "#tn+", "event [tn opens]" },
    { "#tn-", "event (tn closes) !\"tn\" is not open" },
    { "#ph", "event [ph closes]" },
    { "#ph-", "event [ph closes]" },
    { "#ph+", "event (ph opens) !\"ph\" is open already" },
    { "#tn+ shouting", "note \"shouting\" [tn opens]" },
    { "#tn-, calm", "note \", calm\" (tn closes) !\"tn\" is not open" },
    { "#tension+ x", "note \"x\" [tn opens]" },
    { "#tn x #tn", "note \"x\" [tn opens] [tn closes]" },
    { "#tn-5", "note \"#tn-5\" !no code \"#tn-5\"" },
    { "#ch+", "note \"+\" [ch]" },
    { "#af #mo-", "event [af opens] (mo closes) !\"mo\" is not open" },
    { "#mo-", "event [mo closes]" },

    /* modifiers */
    { "#ch(diagnostic)", "event [ch kind=diagnostic]" },
    { "#ch(Diagnostic,DEFLECTED)", "event [ch kind=diagnostic response=deflected]" },
    { "#ch( diagnostic , deflected ) x", "note \"x\" [ch kind=diagnostic response=deflected]" },
    { "#ch(kind=options) x", "note \"x\" [ch kind=options]" },
    { "#ch(kind = further work)", "event [ch kind=further work]" },
    { "#ch(response=\"none, at all\")", "event [ch response=none, at all]" },
    { "#challenge(deferred)", "event [ch response=deferred]" },
    { "#at(who=283, by when=\"May, or June\") x",
      "note \"x\" [at who=283 by when=May, or June]" },
    { "#at(283)", "note \"(283)\" [at] !\"at\" has no choice \"283\"" },
    { "#de(taken)agreed", "note \"agreed\" [de outcome=taken]" },
    { "#ch() x", "note \"x\" [ch]" },
    { "#ch(diag) x", "note \"(diag) x\" [ch] !\"ch\" has no choice \"diag\"" },
    { "#ch(diagnostic,loud) x",
      "note \"(diagnostic,loud) x\" [ch] !\"ch\" has no choice \"loud\"" },
    { "#ch(diagnostic,options) x",
      "note \"(diagnostic,options) x\" [ch] !\"ch\" has no choice \"options\"" },
    { "#ch(kind=loud)", "note \"(kind=loud)\" [ch] !\"ch\" has no choice \"kind=loud\"" },
    { "#ch(who=me)", "note \"(who=me)\" [ch] !\"ch\" has no choice \"who=me\"" },
    { "#ch(diagnostic x", "note \"(diagnostic x\" [ch] !the bracket after \"ch\" is not closed" },
    { "#ch(", "note \"(\" [ch] !the bracket after \"ch\" is not closed" },
    { "so #ch(oh) \"no\"", "note \"so (oh) \"{no}\"\" [ch] !\"ch\" has no choice \"oh\"" },
    { "#ch (he said)", "note \"(he said)\" [ch]" },
    { "#tn+(x)", "note \"(x)\" [tn opens] !\"tn\" has no choice \"x\"" },

    /* verbatim */
    { "283: \"no way\"", "note 283 \"\"{no way}\"\"" },
    { "he said \"no\", then \"yes\".", "note \"he said \"{no}\", then \"{yes}\".\"" },
    { "he “never” did", "note \"he “{never}” did\"" },
    { "er sagte „nein“ dazu", "note \"er sagte „{nein}“ dazu\"" },
    { "«jamais» dit-il", "note \"«{jamais}» dit-il\"" },
    { "« jamais »", "note \"« {jamais} »\"" },
    { "5\" screen", "note \"5\" screen\"" },
    { "a 5\" and a 6\" screen", "note \"a 5\" and a 6\" screen\"" },
    { "\"unpaired", "note \"\"unpaired\"" },
    { "he \"said", "note \"he \"said\"" },
    { "don\"t \"quote\"s here\" now", "note \"don\"t \"{quote\"s here}\" now\"" },
    { "\"\" empty", "note \"\"\" empty\"" },
    { "(\"no\")", "note \"(\"no\")\"" },
    { "\"we #ch agree\"", "note \"\"{we agree}\"\" [ch]" },
    { "#ch \"we agree\" x", "note \"\"{we agree}\" x\" [ch]" },
    { "\"我们同意\"", "note \"\"{我们同意}\"\"" },
    { "\"אנחנו\" אמר", "note \"\"{אנחנו}\" אמר\"" },

    /* escapes */
    { "a \\#ch b", "note \"a #ch b\"" },
    { "283: \\#ch", "note 283 \"#ch\"" },
    { "say \\\"no\\\" more", "note \"say \"no\" more\"" },
    { "\"a \\\" b\"", "note \"\"{a \" b}\"\"" },
    { "a \\\\ b", "note \"a \\ b\"" },
    { "a \\n b\\", "note \"a \\n b\\\"" },
    { "a \\“no” b", "note \"a \\“no” b\"" },
};
/* clang-format on */

static bool row_holds(const struct known *known, const char *line, const char *means)
{
    struct reading reading = { .kind = READ_NOTHING };
    struct str shown = STR_INIT;
    bool holds;

    grammar_read(&reading, line, strlen(line), known);
    show(&shown, &reading, line);
    holds = strcmp(str_text(&shown), means) == 0;
    if (!holds)
        print_error("typed %s\n  means %s\n  not   %s\n", line, str_text(&shown), means);
    str_release(&shown);
    reading_release(&reading);
    return holds;
}

static void check_row(const struct known *known, const char *line, const char *means)
{
    assert_true(row_holds(known, line, means));
}

static void every_line_of_the_table_means_what_it_says(void **state)
{
    struct known known = known_meeting();
    size_t held = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        held += row_holds(&known, rows[i].line, rows[i].means);
    assert_int_equal(held, COUNT(rows));
}

static bool at_code_point(const char *line, size_t len, size_t at)
{
    return at == len || ((unsigned char)line[at] & 0xC0) != 0x80;
}

/* Everything that a reading says about places holds. */
static void check_places(const struct known *known, const char *line, size_t len)
{
    struct reading reading = { .kind = READ_NOTHING };
    size_t at = 0, word = 0;

    grammar_read(&reading, line, len, known);
    for (size_t i = 0; i < reading.segment_count; i++) {
        struct span span = reading.segments[i].at;

        assert_true(span.start >= at && span.len > 0);
        at = span.start + span.len;
        assert_true(at <= len);
        assert_true(at_code_point(line, len, span.start) && at_code_point(line, len, at));
    }
    for (size_t i = 0; i < reading.verbatim_count; i++) {
        struct span span = reading.verbatim[i];

        assert_true(span.start >= word && span.len > 0);
        word = span.start + span.len;
        assert_true(word <= reading.text.len);
        assert_true(at_code_point(reading.text.text, reading.text.len, span.start));
        assert_true(at_code_point(reading.text.text, reading.text.len, word));
    }
    for (size_t i = 0; i < reading.note_count; i++) {
        struct span span = reading.notes[i].at;

        assert_true(span.start + span.len <= len);
        assert_true(at_code_point(line, len, span.start));
        assert_true(at_code_point(line, len, span.start + span.len));
        assert_true(text_valid(reading.notes[i].text, strlen(reading.notes[i].text)));
    }
    assert_true(text_valid(str_text(&reading.text), reading.text.len));
    reading_release(&reading);
}

static void places_are_ordered_and_at_code_points_for_every_beginning_of_a_line(void **state)
{
    struct known known = known_meeting();

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t len = strlen(rows[i].line);

        for (size_t end = 0; end <= len; end++) {
            char *copy;

            if (!at_code_point(rows[i].line, len, end))
                continue;
            copy = malloc(end + 1); /* exactly so long, for the address sanitizer */
            assert_non_null(copy);
            memcpy(copy, rows[i].line, end);
            copy[end] = '\0';
            check_places(&known, copy, end);
            free(copy);
        }
    }
}

static void segments_say_what_each_stretch_was_read_as(void **state)
{
    static const char line[] = "@14:03 283>60: so \"no #ch(diagnostic) way\" \\#x";
    static const struct segment expected[] = {
        { SEGMENT_TIME, { 0, 6 } },       { SEGMENT_SPEAKER, { 7, 3 } },
        { SEGMENT_ADDRESSEE, { 10, 4 } }, { SEGMENT_VERBATIM, { 19, 3 } },
        { SEGMENT_CODE, { 22, 3 } },      { SEGMENT_MODIFIERS, { 25, 12 } },
        { SEGMENT_VERBATIM, { 38, 3 } },  { SEGMENT_ESCAPE, { 43, 1 } },
    };
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };

    (void)state;
    grammar_read(&reading, line, strlen(line), &known);
    assert_int_equal(reading.segment_count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_int_equal(reading.segments[i].kind, expected[i].kind);
        assert_int_equal(reading.segments[i].at.start, expected[i].at.start);
        assert_int_equal(reading.segments[i].at.len, expected[i].at.len);
    }
    reading_release(&reading);
}

static void without_a_last_entry_there_is_nothing_to_correct_or_move(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.last_text = NULL;
    known.can_continue = false;
    check_row(&known, "s/good/bad/",
              "note \"s/good/bad/\" !no entry yet that could hold \"good\"");
    check_row(&known, "@14:03",
              "note \"@14:03\" !a time alone moves the last entry: there is none yet");
    check_row(&known, "... so",
              "note \"... so\" !nobody has spoken in this item who could go on");
    known.last_text = "";
    check_row(&known, "@14:03", "time @14:03:00");
}

static void after_midnight_a_time_may_be_of_the_day_before(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.opened = clock_civil(2026, 3, 3, 22, 30, 40, 3600);
    known.now = clock_civil(2026, 3, 4, 0, 10, 0, 3600);
    check_row(&known, "@23:50 x", "note \"x\" @2026-03-03 23:50:00");
    check_row(&known, "@22:30 x", "note \"x\" @2026-03-03 22:30:00");
    check_row(&known, "@22:30:39 x",
              "note \"@22:30:39 x\" !22:30:39 is still to come");
    check_row(&known, "@22:29 x", "note \"@22:29 x\" !22:29 is still to come");
    check_row(&known, "@-20m x", "note \"x\" @2026-03-03 23:50:00");
    known.opened = TIME_UNKNOWN;
    check_row(&known, "@23:50 x", "note \"@23:50 x\" !23:50 is still to come");
}

static void the_next_item_is_the_first_one_before_the_meeting_and_none_after_the_last(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.current_item = known.item_count;
    check_row(&known, ">", "agenda next 1");
    known.current_item = known.item_count - 1;
    check_row(&known, ">", "agenda end !that was the last item");
    known.item_count = known.current_item = 0;
    check_row(&known, ">", "agenda end !the agenda has no items");
    check_row(&known, "> welcome", "agenda new \"welcome\"");
}

static void with_nothing_known_all_of_it_is_words(void **state)
{
    struct known known = { .now = clock_civil(2026, 3, 4, 14, 5, 0, 0), .opened = TIME_UNKNOWN };

    (void)state;
    check_row(&known, "283: so #ch(x) \"no\"",
              "note \"283: so #ch(x) \"{no}\"\" !nobody here is called \"283\" !no code \"#ch\"");
    check_row(&known, "+283", "note \"+283\" !nobody is known exactly as \"283\"");
}

static void what_is_not_to_be_read_is_words_with_all_its_signs(void **state)
{
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };
    struct str shown = STR_INIT;
    static const char line[] = "283: \"no\" #ch \\#";

    (void)state;
    grammar_read_plain(&reading, line, strlen(line), &known);
    show(&shown, &reading, line);
    assert_string_equal(str_text(&shown), "note \"283: \"no\" #ch \\#\"");
    str_release(&shown);
    reading_release(&reading);
}

/* A line of `len` bytes made of `part` again and again must be read in time
 * that grows with its length. */
static void read_long(const char *part, size_t len)
{
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };
    struct str line = STR_INIT;

    while (line.len < len)
        str_add(&line, part);
    grammar_read(&reading, line.text, line.len, &known);
    assert_int_not_equal(reading.kind, READ_NOTHING);
    reading_release(&reading);
    str_release(&line);
}

static void a_line_of_100_kilobytes_is_read(void **state)
{
    static const char *const parts[] = {
        "word ", " \"open", " “open", "«x» ", "#ch(", "#nothing ", "#tn ", "283,", "+283,",
        "\\\"", "\\#", "\"a\" ", "\"#ch\"", "挑战", "#ch(diagnostic) ", ": ", "#challenge-from-",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++)
        read_long(parts[i], (size_t)100 * 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_the_table_means_what_it_says),
        cmocka_unit_test(places_are_ordered_and_at_code_points_for_every_beginning_of_a_line),
        cmocka_unit_test(segments_say_what_each_stretch_was_read_as),
        cmocka_unit_test(without_a_last_entry_there_is_nothing_to_correct_or_move),
        cmocka_unit_test(after_midnight_a_time_may_be_of_the_day_before),
        cmocka_unit_test(the_next_item_is_the_first_one_before_the_meeting_and_none_after_the_last),
        cmocka_unit_test(with_nothing_known_all_of_it_is_words),
        cmocka_unit_test(what_is_not_to_be_read_is_words_with_all_its_signs),
        cmocka_unit_test(a_line_of_100_kilobytes_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
