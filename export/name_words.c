/* SPDX-License-Identifier: MIT */
/* The tables of titles, degrees and particles. A short word counts in its own
 * case alone, since "MA" is a degree and "Ma" a name; a longer one in any. */
#include "export/name_words.h"
#include "core/str.h"
#include "core/text.h"
#include <string.h>

enum { ANY_CASE_BYTES = 4 };

/* Without full stops; Hebrew abbreviations with a plain quotation mark. */
static const char *const titles[] = {
    /* English */
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Drs", "Prof", "Professor", "Doctor", "Sir", "Dame",
    "Lord", "Lady", "Baroness", "Baron", "Viscount", "Rev", "Revd", "Reverend", "Fr", "Rabbi",
    "Cllr", "Councillor", "Alderman", "Senator", "Minister", "Ministers", "Secretary",
    "Chair", "Chairman", "Chairwoman", "Chairperson", "Hon", "The", "Rt",
    "Ambassador", "President", "Judge", "Justice", "Captain", "Capt", "Colonel", "Col",
    "General", "Gen", "Sgt",
    /* German */
    "Herr", "Herrn", "Frau", "Mag", "Magister", "Magistra", "Dipl", "Dipl-Ing", "Dipl-Kfm", "DI",
    "DDr", "MMag", "Ing", "Dkfm", "phil", "med", "jur", "rer", "nat", "pol", "oec", "hc",
    "habil", "Univ-Prof", "Abg", "Abgeordneter", "Abgeordnete", "Abgeordneten",
    "Präsident", "Präsidentin", "Vizepräsident", "Vizepräsidentin", "Bundeskanzler",
    "Bundeskanzlerin", "Vizekanzler", "Vizekanzlerin", "Kanzler", "Kanzlerin",
    "Bundesminister", "Bundesministerin", "Ministerin", "Staatssekretär", "Staatssekretärin",
    "Bundespräsident", "Bundespräsidentin", "Landeshauptmann", "Landeshauptfrau",
    "Bürgermeister", "Bürgermeisterin", "Vorsitzender", "Vorsitzende", "Obmann", "Obfrau",
    /* French, Spanish, Italian, Dutch, Scandinavian, Portuguese */
    "M", "Mme", "Mlle", "Monsieur", "Madame", "Sr", "Sra", "Srta", "Señor", "Señora",
    "Doña", "Dña", "Sig", "Sigra", "Signor", "Signora", "Dott", "Dottssa", "Avv",
    "Onorevole", "Mevr", "Mevrouw", "Meneer", "Dhr", "Dra", "Senhor", "Senhora",
    "Fru", "Hr",
    /* Hebrew: chair, doctor, professor, advocate, Knesset member, Mr, Mrs, Rabbi, minister */
    "היו\"ר", "יו\"ר", "ד\"ר", "דר", "פרופ", "פרופסור", "עו\"ד", "ח\"כ", "חה\"כ", "מר",
    "גב", "גברת", "הגב", "הרב", "השר", "השרה", "שר", "שרת", "אדון", "רו\"ח", "סגן", "סגנית",
    /* Arabic: doctor, professor, engineer, Mr, Mrs, sheikh */
    "د", "دكتور", "الدكتور", "الدكتورة", "أ", "الأستاذ", "المهندس", "السيد", "السيدة", "الشيخ",
    /* Han: Mr, Ms, Mrs, teacher, professor, doctor, member */
    "先生", "小姐", "女士", "老師", "教授", "博士", "委員",
};

static const char *const degrees[] = {
    "AM", "AS", "MS", "MSP", "MLA", "MP", "MEP", "MdB", "MdL", "MdEP", "TD", "QC", "KC", "CBE",
    "OBE", "MBE", "KBE", "DBE", "CB", "JP", "DL", "BA", "MA", "BSc", "MSc", "BEng", "MEng",
    "BEd", "MEd", "MPhil", "DPhil", "PhD", "MD", "MB", "ChB", "LLB", "LLM", "LLD", "MBA", "MPH",
    "MPA", "RN", "RGN", "FRCP", "FRCGP", "MRCGP", "FRS", "FFPH", "Jr", "Sr", "Jnr", "Snr", "II",
    "III", "IV", "Bakk", "BBA", "DI", "Esq", "EdD", "DSc", "先生", "小姐", "女士", "老師",
    "教授", "博士", "委員",
};

static const char *const particles[] = {
    "von", "vom", "van", "der", "den", "dem", "des", "de", "del", "della", "di", "da", "das",
    "do", "dos", "du", "la", "le", "les", "los", "las", "zu", "zum", "zur", "ter", "ten", "te",
    "op", "of", "und", "and", "y", "e", "et", "af", "av", "bin", "ben", "bint", "ibn", "abu",
    "al", "el", "ap", "san", "Von", "Van", "Der", "Den", "De", "Del", "Della", "Di", "Da", "Dos",
    "Du", "La", "Le", "Les", "Los", "Las", "Zu", "Zum", "Zur", "Ter", "Ten", "Bin", "Ibn", "Bint",
    "Abu", "El", "בן", "בת", "בר", "אבו", "אל", "بن", "ابن", "بنت", "أبو", "ابو", "آل",
};

/* Particles where they are joined to a name by a hyphen. */
static const char *const joined_particles[] = { "Al", "Ben", "Bar", "Bat", "Ap", "San", "As",
                                                "At", "Ad", "Ar", "An", "Az", "Ash" };

/* What stands between an office and its field. */
static const char *const offices[] = { "für", "im", "for", "of", "to", "pour", "para", "voor" };

#define IN_TABLE(table, word) in_table(table, sizeof(table) / sizeof *(table), word)

static bool in_table(const char *const *table, size_t count, const struct name_word *word)
{
    for (size_t i = 0; i < count && word->len > 0; i++) {
        size_t len = strlen(table[i]);

        if (len == word->len && memcmp(table[i], word->text, len) == 0)
            return true;
        if (len >= ANY_CASE_BYTES && (table[i][0] | 0x20) == (word->text[0] | 0x20)
            && text_same(table[i], len, word->text, word->len))
            return true;
    }
    return false;
}

/* A copy without full stops and with plain quotation marks; the geresh and the
 * apostrophe at the end of an abbreviation fall away. */
static void plain_word(struct str *out, const struct name_word *word)
{
    for (size_t at = 0; at < word->len;) {
        size_t bytes;
        uint32_t c = text_code_point(word->text + at, &bytes);

        if (c == 0x5F4 || c == 0x201C || c == 0x201D)
            str_add_char(out, '"');
        else if (c != '.' && c != ':' && c != '\'' && c != 0x5F3 && c != 0x2019)
            str_add_len(out, word->text + at, bytes);
        at += bytes;
    }
}

bool name_word_is_title(const struct name_word *word)
{
    struct str plain = STR_INIT;
    bool found;

    plain_word(&plain, word);
    found = IN_TABLE(titles, (&(struct name_word){ str_text(&plain), plain.len }));
    str_release(&plain);
    return found;
}

bool name_word_is_degree(const struct name_word *word)
{
    struct str plain = STR_INIT;
    bool found;

    plain_word(&plain, word);
    found = IN_TABLE(degrees, (&(struct name_word){ str_text(&plain), plain.len }));
    str_release(&plain);
    return found;
}

bool name_word_is_particle(const struct name_word *word, bool joined)
{
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (strlen(particles[i]) == word->len && memcmp(particles[i], word->text, word->len) == 0)
            return true;
    return joined && IN_TABLE(joined_particles, word);
}

bool name_word_is_for(const struct name_word *word)
{
    return IN_TABLE(offices, word);
}
