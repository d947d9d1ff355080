/* SPDX-License-Identifier: MIT */
/* Does to a study what moot never does, for tests: study_set FILE SQL */
#include <sqlite3.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    char *why = NULL;
    int status;

    if (argc != 3 || sqlite3_open(argv[1], &db) != SQLITE_OK)
        return 2;
    status = sqlite3_exec(db, argv[2], NULL, NULL, &why);
    if (status != SQLITE_OK)
        fprintf(stderr, "%s\n", why);
    sqlite3_free(why);
    sqlite3_close(db);
    return status != SQLITE_OK;
}
