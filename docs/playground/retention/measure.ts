import { measureRetention } from "../../../examples/demo/measure/retention.js";
import { readOrders } from "../../../examples/demo/read/orders.js";
import type { Source } from "../../../examples/demo/read/source.js";
import type { Questions, Results } from "../messages.js";

export async function measureEvents(
  source: Source,
  delimiter: string,
  question: Questions["events"],
): Promise<Results["events"]> {
  const { customer, time, timeZone } = question;
  const orders = await readOrders(source, { customer, time, timeZone, delimiter });
  const measured = measureRetention(orders, question);
  const { table, curve, customers, period, observed, afterUntil } = measured;
  return {
    bad: orders.bad,
    measured: { table, curve, customers, period, orders: { source: { isGenerated: false } } },
    until: observed.until,
    afterUntil,
  };
}
