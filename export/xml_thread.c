/* SPDX-License-Identifier: MIT */
/* The first use of libxml2 in a thread. It allocates a state for the thread, and
 * where there is no memory for that, saying so wants the state, too: without end,
 * until the stack is used up. Here that ends in one line. */
#include "core/mem.h"
#include "export/xml.h"
#include <libxml/globals.h>
#include <libxml/threads.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FIRST = 1 << 14, /* bytes: more than libxml2 asks for */
    STACK = 1 << 14  /* of the handler */
};

static void say_nothing(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

/* What is set for the signal belongs to all threads: one at a time. */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction before;

/* What gives the terminal back comes first. */
static void stack_is_used_up(int signal)
{
    static const char line[] = "moot: out of memory: what was saved is safe, close other programs"
                               " and start again\n";

    if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN
        && (before.sa_flags & SA_SIGINFO) == 0)
        before.sa_handler(signal);
    if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
        _exit(2);
    _exit(EXIT_FAILURE);
}

/* The first answer is NULL where a single allocation failed: the state was then made
 * while that was being said. */
static void make_state(void)
{
    stack_t stack = { .ss_sp = mem_alloc(1, STACK), .ss_size = STACK }, former;
    struct sigaction action = { .sa_handler = stack_is_used_up, .sa_flags = SA_ONSTACK };

    free(mem_alloc(1, FIRST));
    sigemptyset(&action.sa_mask);
    pthread_mutex_lock(&one_at_a_time);
    sigaltstack(&stack, &former);
    sigaction(SIGSEGV, &action, &before);
    if (xmlGetGlobalState() == NULL)
        (void)xmlGetGlobalState();
    sigaction(SIGSEGV, &before, NULL);
    sigaltstack(&former, NULL);
    pthread_mutex_unlock(&one_at_a_time);
    free(stack.ss_sp);
}

void xml_quiet(void)
{
    static _Thread_local bool made;

    xmlThrDefSetGenericErrorFunc(NULL, say_nothing);
    if (!made && !xmlIsMainThread())
        make_state();
    made = true;
    xmlSetGenericErrorFunc(NULL, say_nothing);
}
