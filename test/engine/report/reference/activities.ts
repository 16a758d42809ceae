import { closedAt, statusOf } from './deal-state.ts'
import { closed, counting } from './deals.ts'
import { linkActivity, type World } from './linked.ts'
import { counted, countOf, divided, type Item, type MakeMetric, type Params } from './metric.ts'
import type { Activity } from './rows.ts'

const ofPeople = (world: World, { automatic = false }: Params): readonly Activity[] =>
  world.model.rows.activity.filter((activity) => !activity.is_deleted && (automatic === true || activity.is_automatic !== true))

export const activityMetrics: Readonly<Record<string, MakeMetric>> = {
  activity_count: (world, params) =>
    counting({
      fact: 'activity',
      items: () =>
        ofPeople(world, params).map((activity): Item => ({
          at: activity.happened_at,
          linked: linkActivity(world, activity),
          thing: activity,
          value: null,
        })),
    }),
  /** Whenever they were: they stand on the day the deal was won, and with whoever did them. */
  activities_per_won_deal: (world, params) => ({
    parts: [
      {
        fact: 'worked deal',
        items: () =>
          ofPeople(world, params).flatMap((activity): Item[] => {
            const deal = world.deal(activity.opportunity)
            if (deal === null || statusOf(world, deal) !== 'won') return []
            return [{ at: closedAt(world, deal), linked: linkActivity(world, activity), thing: activity, value: null }]
          }),
      },
      { ...counted(closed(world, 'won')), fact: 'worked deal' },
    ],
    figure: ([worked = [], won = []]) => divided(countOf(worked), countOf(won)),
    n: ([, won = []]) => countOf(won),
  }),
}
