#include "common/heap.h"
#include "indexer/commands.h"
#include "indexer/interrupt.h"

#include "common/status.h"

static const struct command *const commands[] = {&cmd_update, &cmd_stats, &cmd_show, &cmd_check, &cmd_compact, &cmd_formats, NULL};

static const struct program program = {
    .name = "lede-index",
    .summary = "make and keep an index of news articles",
    .details = "Reads news in many forms, stems and indexes it into a Xapian database, and keeps that up to date: a second run "
               "reads only what changed. lede-query searches the index.",
    .commands = commands,
    .exit_codes = "0\tthe work is done\n"
                  "1\tno such article\n"
                  "2\twrong command line\n"
                  "3\tthe index is missing, damaged or of an unknown version\n"
                  "65\ta named path is not there or cannot be read, or --strict found bad input\n"
                  "74\treading or writing failed\n"
                  "75\tanother process is writing to the index\n"
                  "128+N\tsignal N asked to stop; what update had done is saved\n",
    .environment = "TERM\ta terminal that is \"dumb\" gets no progress line\n",
    .see_also = "lede-query(1), xapian-check(1), xapian-delve(1)",
};

int main(int argc, char **argv)
{
    heap_keep();
    int code = program_main(&program, argc, (const char *const *)argv);
    return code == status_exit_code(STATUS_INTERRUPTED) && interrupt_signal() ? 128 + interrupt_signal() : code;
}
