/* SPDX-License-Identifier: MIT */
/* Offers: their two places, and when each of them ends. What they are stands
 * with those who make them. */
#include "core/clock.h"
#include "tui/live.h"

static void end(struct offer *offer)
{
    if (offer->release != NULL)
        offer->release(offer->data);
    *offer = (struct offer){ .priority = OFFER_NONE };
}

static void show(struct live *live)
{
    live->paint |= PAINT_STATUS;
    live->app->repaint = true;
}

static void settle(struct live *live, struct offer *offer)
{
    offer->due = 0;
    if (offer->settle == NULL)
        return;
    live->offers.settling = true;
    offer->settle(live, offer);
    live->offers.settling = false;
}

void offer_settle(struct live *live, bool at_once)
{
    struct offer *const places[] = { &live->offers.moment, &live->offers.standing };

    if (live->offers.settling)
        return;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (places[i]->due != 0 && (at_once || clock_boot() >= places[i]->due))
            settle(live, places[i]);
}

void offer_make(struct live *live, const struct offer *offer)
{
    struct offer *place = offer->stands ? &live->offers.standing : &live->offers.moment;
    struct offer refused = *offer;

    if (offer->priority < place->priority) {
        end(&refused);
        return;
    }
    if (place->due != 0)
        settle(live, place);
    end(place);
    *place = *offer;
    show(live);
}

struct offer *offer_shown(struct live *live)
{
    struct offers *offers = &live->offers;

    if (offers->moment.priority != OFFER_NONE)
        return &offers->moment;
    if (offers->standing.priority != OFFER_NONE && live->line.text.len == 0
        && live->editing == NULL)
        return &offers->standing;
    return NULL;
}

/* An offer that has more to give waits to be settled. */
static void went_on(struct live *live, struct offer *offer, bool stays)
{
    if (!stays) {
        if (offer->due != 0)
            settle(live, offer);
        end(offer);
    }
    show(live);
}

bool offer_take(struct live *live, int step)
{
    struct offer *offer = offer_shown(live);
    bool stays;

    if (offer == NULL)
        return false;
    stays = offer->take(live, offer, step);
    if (offer->settle != NULL)
        offer->due = clock_boot() + OFFER_SETTLE;
    went_on(live, offer, stays);
    return true;
}

bool offer_enter(struct live *live)
{
    struct offer *offer = offer_shown(live);

    if (offer == NULL || offer->enter == NULL)
        return false;
    if (offer->due != 0)
        settle(live, offer);
    went_on(live, offer, offer->enter(live, offer));
    return true;
}

void offer_drop(struct live *live)
{
    struct offer *offer = &live->offers.moment;

    if (live->offers.settling || offer->priority == OFFER_NONE)
        return;
    if (offer->due != 0)
        settle(live, offer);
    end(offer);
    show(live);
}

void offer_withdraw(struct live *live, enum offer_priority priority)
{
    struct offer *offer = &live->offers.standing;

    if (offer->priority == priority)
        went_on(live, offer, false);
}

bool offer_refuse(struct live *live)
{
    struct offer *offer = offer_shown(live);

    if (offer != NULL)
        went_on(live, offer, false);
    return offer != NULL;
}

int offer_wait(const struct live *live)
{
    int64_t due = live->offers.moment.due, left;

    if (due == 0 || (live->offers.standing.due != 0 && live->offers.standing.due < due))
        due = live->offers.standing.due;
    if (due == 0)
        return -1;
    left = due - clock_boot();
    return left > 0 ? (int)left : 0;
}

void offers_release(struct offers *offers)
{
    end(&offers->moment);
    end(&offers->standing);
}
