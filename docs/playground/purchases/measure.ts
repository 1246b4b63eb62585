import { measurePurchases } from "../../../examples/demo/measure/purchases.js";
import { observe } from "../../../examples/demo/measure/retention.js";
import { readOrders } from "../../../examples/demo/read/orders.js";
import type { Source } from "../../../examples/demo/read/source.js";
import type { Questions, Results } from "../messages.js";

export async function measurePurchasesOf(
  source: Source,
  delimiter: string,
  { until, ...columns }: Questions["purchases"],
): Promise<Results["purchases"]> {
  const orders = await readOrders(source, { ...columns, delimiter });
  const observed = observe(orders, until);
  return {
    bad: orders.bad,
    measured: measurePurchases({ orders, observed }),
    until: observed.until,
  };
}
