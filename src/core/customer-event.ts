// What a customer did and when: the row that cohorts, activity, silence and purchases are counted from.

import type { CustomerId } from "./customer-id.js";
import type { Time } from "./time.js";

/** Something a customer did: a purchase, a login, a message. */
export interface CustomerEvent {
  readonly customer: CustomerId;
  readonly time: Time;
  /** What it was worth: the amount paid, or as a negative number paid back. All events have one, or none. */
  readonly value?: number | undefined;
}
