/**
 * The effects that are built into the sample company, as the numbers its SQL is given. samples/PLANTED.md says what each
 * of them looks like from outside and how closely the tests find it again.
 */
export const planted = {
  /** Leads a day from a week before Spring Festival to ten days after it, in percent of a usual day. */
  festival_percent: 20,
  /** How much more leads come from one year to the next, on the first year's level. */
  growth_percent: 20,
  /** How many percent of the usual losses the strong fifth of the reps avoids, and the weak fifth adds. */
  skill_percent: 40,
  /** The chance that an accepted lead becomes a deal: answered within the hour, and later. The ratio is what counts. */
  fast_deal_percent: 125,
  slow_deal_percent: 78,
  /** The stay in 方案提供, in percent of the usual one, of deals that enter it in the slow quarter. */
  slow_percent: 220,
  /** Losses of the product that loses on price at proposal and negotiation, in percent of the usual ones. */
  price_loss_percent: 160,
  /** … and for how many percent of those price and the one rival are named. */
  price_reason_percent: 65,
  price_rival_percent: 70,
  /** Losses of repeat business in percent of those of new business, and the customers who ever come back. */
  repeat_loss_percent: 60,
  repeat_percent: 45,
  /** Leads of a company that is there already, per mille. */
  duplicate_permille: 15,
  /** How many days later the construction trade pays. */
  late_days: 30,
  /** First deliveries that come late: equipment, software. */
  late_equipment_percent: 28,
  late_software_percent: 10,
  /** Tickets solved after their deadline: usually, and for the product that loses on price. */
  breach_percent: 12,
  breach_price_product_percent: 30,
} as const
