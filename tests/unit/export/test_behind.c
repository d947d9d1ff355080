/* SPDX-License-Identifier: MIT */
/* Work behind: everything is taken, in its order, by whoever takes; the first thing without
 * waiting for more; and large things do not pile up. */
#include "export/behind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { MEGABYTE = 1 << 20 };

struct taken {
    size_t order[1000];
    atomic_size_t count;
    atomic_size_t bytes; /* given and not taken, where the giver counts them */
    long pause;          /* nanoseconds for each thing */
};

static void pause_for(long nanoseconds)
{
    nanosleep(&(struct timespec){ 0, nanoseconds }, NULL);
}

static void take(void *data, void *thing)
{
    struct taken *taken = data;
    const size_t *number = thing;

    if (taken->pause > 0)
        pause_for(taken->pause);
    taken->order[atomic_load(&taken->count)] = *number;
    atomic_fetch_add(&taken->count, 1);
}

static void check_order(const struct taken *taken, size_t count)
{
    assert_int_equal(atomic_load(&taken->count), count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(taken->order[i], i);
}

/* Whoever of the two is slower. */
static void all_is_taken_in_order(void **state)
{
    (void)state;
    for (size_t count = 0; count < 1000; count += 1 + count / 3)
        for (int slow = 0; slow < 3; slow++) {
            struct taken taken = { .pause = slow == 1 ? 1000 : 0 };
            struct behind *behind = behind_new(sizeof(size_t), NULL, take, &taken);

            for (size_t i = 0; i < count; i++) {
                behind_give(behind, &i, i % 7 * MEGABYTE);
                if (slow == 2 && i % 5 == 0)
                    pause_for(1000);
            }
            behind_finish(behind);
            check_order(&taken, count);
            behind_free(behind);
        }
}

/* Nothing else is given: it is taken all the same, before anybody waits for it. */
static void the_first_is_taken_at_once(void **state)
{
    struct taken taken = { .pause = 0 };
    struct behind *behind = behind_new(sizeof(size_t), NULL, take, &taken);

    (void)state;
    behind_give(behind, &(size_t){ 0 }, 0);
    for (int i = 0; i < 10000 && atomic_load(&taken.count) == 0; i++)
        pause_for(1000000);
    check_order(&taken, 1);
    behind_free(behind);
}

static struct {
    atomic_size_t most, waiting;
} held;

static void take_large(void *data, void *thing)
{
    (void)data;
    pause_for(2000000);
    atomic_fetch_sub(&held.waiting, *(size_t *)thing);
}

static void large_things_do_not_pile_up(void **state)
{
    struct behind *behind = behind_new(sizeof(size_t), NULL, take_large, NULL);

    (void)state;
    for (size_t i = 0; i < 40; i++) {
        size_t bytes = (i % 3 + 1) * MEGABYTE, now;

        behind_give(behind, &bytes, bytes);
        now = atomic_fetch_add(&held.waiting, bytes) + bytes;
        if (now > atomic_load(&held.most))
            atomic_store(&held.most, now);
    }
    behind_free(behind);
    assert_int_equal(atomic_load(&held.waiting), 0);
    assert_true(atomic_load(&held.most) <= 7 * MEGABYTE); /* four, and three that came last */
    assert_true(atomic_load(&held.most) > 2 * MEGABYTE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_taken_in_order),
        cmocka_unit_test(the_first_is_taken_at_once),
        cmocka_unit_test(large_things_do_not_pile_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
