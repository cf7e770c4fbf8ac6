#include "common/date_parts.h"
#include "common/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Names in the form that date_take_word gives: lower case, Latin letters without accents; Russian and Ukrainian also in the genitive. */
static const char *const MONTHS[][12] = {
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
    {"januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"},
    {"janner", "feber", "maerz", "apr", "mai", "jun", "jul", "aug", "sept", "okt", "nov", "dez"},
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"},
    {"janv", "fevr", "mrz", "avr", "mei", "juin", "juil", "ago", "sept", "oct", "nov", "dic"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
    {"ene", "feb", "marzo", "abr", "mayo", "jun", "jul", "ago", "setiembre", "oct", "nov", "dic"},
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
     "dicembre"},
    {"gen", "febb", "mrt", "apr", "mag", "giu", "lug", "aug", "set", "ott", "nov", "dic"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
    {"styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec", "lipiec", "sierpien", "wrzesien", "pazdziernik", "listopad",
     "grudzien"},
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia", "pazdziernika", "listopada",
     "grudnia"},
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
    {"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
    {"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад",
     "грудень"},
    {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
};

static const char *const WEEKDAYS[] = {
    "mon",          "tue",       "tues",        "wed",        "weds",      "thu",         "thur",      "thurs",    "fri",
    "sat",          "sun",       "monday",      "tuesday",    "wednesday", "thursday",    "friday",    "saturday", "sunday",
    "montag",       "dienstag",  "mittwoch",    "donnerstag", "freitag",   "samstag",     "sonnabend", "sonntag",  "mo",
    "di",           "mi",        "do",          "fr",         "sa",        "so",          "lundi",     "mardi",    "mercredi",
    "jeudi",        "vendredi",  "samedi",      "dimanche",   "lunes",     "martes",      "miercoles", "jueves",   "viernes",
    "sabado",       "domingo",   "lunedi",      "martedi",    "mercoledi", "giovedi",     "venerdi",   "sabato",   "domenica",
    "poniedziałek", "wtorek",    "sroda",       "czwartek",   "piatek",    "sobota",      "niedziela", "maandag",  "dinsdag",
    "woensdag",     "donderdag", "vrijdag",     "zaterdag",   "zondag",    "понедельник", "вторник",   "среда",    "четверг",
    "пятница",      "суббота",   "воскресенье", "понеділок",  "вівторок",  "середа",      "четвер",    "п'ятниця", "субота",
    "неділя",
};

static const char *const FILLERS[] = {"of", "the", "de", "del",  "den", "der", "le", "il", "el", "at",
                                      "on", "um",  "a",  "alle", "ore", "om",  "o",  "kl", "в",  "о"};

/* Lower case; a Latin letter without its accents; 0 for a mark that goes with the letter before it. */
static uint32_t fold(uint32_t code, const UNormalizer2 *nfc)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    if (code >= 0x300 && code <= 0x36F)
        return 0;
    code = (uint32_t)u_tolower((UChar32)code);
    if (code >= 0x250 || !nfc)
        return code;
    UChar parts[4];
    UErrorCode failed = U_ZERO_ERROR;
    int32_t count = unorm2_getDecomposition(nfc, (UChar32)code, parts, 4, &failed);
    return U_SUCCESS(failed) && count > 0 ? parts[0] : code;
}

static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    /* 年, 月 and 日 are signs here, not words */
    return (code >= 0x300 && code <= 0x36F) || (code < 0x2E80 && u_isalpha((UChar32)code));
}

bool date_take_word(struct view *text, char word[DATE_WORD_MAX])
{
    UErrorCode failed = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&failed);
    struct buf folded = {0};
    size_t end = 0;
    for (size_t at = 0; at < text->len; end = at) {
        uint32_t code = utf8_next(*text, &at);
        if (!is_letter(code) && !(code == '\'' && folded.len))
            break;
        uint32_t plain = fold(code, U_SUCCESS(failed) ? nfc : NULL);
        if (plain)
            utf8_add(plain, &folded);
        if (folded.len >= DATE_WORD_MAX)
            break;
    }
    bool good = folded.len > 0 && folded.len < DATE_WORD_MAX;
    if (good) {
        memcpy(word, folded.data, folded.len + 1);
        *text = view_sub(*text, end, text->len);
    }
    buf_release(&folded);
    return good;
}

bool date_take_char(struct view *text, char c)
{
    if (!text->len || text->ptr[0] != c)
        return false;
    *text = view_sub(*text, 1, text->len);
    return true;
}

bool date_take_text(struct view *text, const char *wanted)
{
    struct view v = view_of(wanted);
    if (!view_starts_with(*text, v))
        return false;
    *text = view_sub(*text, v.len, text->len);
    return true;
}

bool date_skip_spaces(struct view *text)
{
    size_t before = text->len;
    for (;;) {
        if (text->len && (text->ptr[0] == ' ' || (text->ptr[0] >= '\t' && text->ptr[0] <= '\r')))
            *text = view_sub(*text, 1, text->len);
        else if (!date_take_text(text, "\u00A0") && !date_take_text(text, "\u202F"))
            return text->len != before;
    }
}

int date_take_digits(struct view *text, int min, int max, int *value)
{
    int len = 0, n = 0;
    for (; (size_t)len < text->len && text->ptr[len] >= '0' && text->ptr[len] <= '9'; len++) {
        if (len >= max)
            return 0;
        n = n * 10 + (text->ptr[len] - '0');
    }
    if (len < min)
        return 0;
    *value = n;
    *text = view_sub(*text, (size_t)len, text->len);
    return len;
}

int date_month_number(const char *word)
{
    for (size_t row = 0; row < sizeof MONTHS / sizeof *MONTHS; row++)
        for (int month = 0; month < 12; month++)
            if (MONTHS[row][month][0] == word[0] && strcmp(MONTHS[row][month], word) == 0)
                return month + 1;
    return 0;
}

static bool is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], word) == 0)
            return true;
    return false;
}

bool date_is_weekday(const char *word)
{
    return is_in(word, WEEKDAYS, sizeof WEEKDAYS / sizeof *WEEKDAYS);
}

bool date_is_filler(const char *word)
{
    return is_in(word, FILLERS, sizeof FILLERS / sizeof *FILLERS);
}

void date_skip_filler(struct view *text)
{
    struct view rest = *text;
    char word[DATE_WORD_MAX];
    date_skip_spaces(&rest);
    if (date_take_word(&rest, word) && date_is_filler(word)) {
        date_take_char(&rest, '.');
        *text = rest;
    }
    date_skip_spaces(text);
}
