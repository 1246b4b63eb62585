// A growing table of who was active when, for streams and appended logs.

import type { CustomerId } from "../../core/customer-id.js";

export function activityTable(counted: boolean): ActivityTable {
  const value = { sums: [], lost: [] };
  const slots = new Uint32Array(1_024);
  return { counted, members: new Map(), first: [], member: [], key: [], events: [], value, slots };
}

/** The number of a customer; one who is new enters with the moment of the event. */
export function memberOf(
  { members, first }: ActivityTable,
  customer: CustomerId,
  time: number,
): number {
  const known = members.get(customer);
  if (known !== undefined) return known;
  members.set(customer, first.length);
  return first.push(time) - 1;
}

/** Adds events of a member in a period, and says in which entry. */
export function addEvents(
  table: ActivityTable,
  member: number,
  period: number,
  events: number,
): number {
  const entry = entryOf(table, member, table.counted ? period : period >> 5);
  if (table.counted) table.events[entry] += events;
  else table.events[entry] |= 1 << period; // its last five bits
  return entry;
}

/** Adds events of a customer in a period, the first of them at some time. */
export function addActivity(
  table: ActivityTable,
  customer: CustomerId,
  time: number,
  period: number,
  events: number,
): void {
  const member = memberOf(table, customer, time);
  if (time < table.first[member]) table.first[member] = time;
  addEvents(table, member, period, events);
}

/** Goes through the members by number. */
export function eachMember(
  table: ActivityTable,
  visit: (member: number, activity: MemberActivity) => void,
): void {
  const { first, member, key } = table;
  const ends = new Uint32Array(first.length + 1);
  for (const number of member) ends[number + 1]++;
  for (let number = 0; number < first.length; number++) ends[number + 1] += ends[number];
  const sorted = new Uint32Array(member.length);
  // Each member's start moves on to be its end.
  for (let entry = 0; entry < member.length; entry++) sorted[ends[member[entry]]++] = entry;
  let start = 0;
  for (let number = 0; number < first.length; number++) {
    const entries = sorted.subarray(start, ends[number]).sort((a, b) => key[a] - key[b]);
    visit(number, activityOf(table, entries));
    start = ends[number];
  }
}

/**
 * Who was active when, while events come in: it grows with customers and their periods, not with events.
 *
 * An entry is a customer and a period. Where nothing but whether there was an event is asked for, an
 * entry is a customer and a block of 32 periods, one bit each.
 */
export interface ActivityTable {
  /** Whether it matters how many events there were, or what they were worth. */
  counted: boolean;
  /** The numbers of customers, from 0. */
  readonly members: Map<CustomerId, number>;
  /** By member: the first event that came; who needs the earliest one has to lower it. */
  readonly first: number[];
  /** By entry. */
  readonly member: number[];
  /** By entry: the period, or the block. */
  readonly key: number[];
  /** By entry: events, or bits. */
  readonly events: number[];
  /** By entry, if events have them: sums of values, and what rounding has taken from them. */
  readonly value: { readonly sums: number[]; readonly lost: number[] };
  /** By hash: 1 more than the entry, or 0. */
  slots: Uint32Array;
}

/** The periods of one member, sorted, and for each the events and the entry. */
export interface MemberActivity {
  readonly periods: number[];
  readonly events: number[];
  readonly entries: number[];
}

function entryOf(table: ActivityTable, member: number, key: number): number {
  const { slots, events } = table;
  let slot = slotOf(member, key, slots);
  for (; slots[slot] !== 0; slot = (slot + 1) % slots.length) {
    const entry = slots[slot] - 1;
    if (table.member[entry] === member && table.key[entry] === key) return entry;
  }
  table.member.push(member);
  table.key.push(key);
  slots[slot] = events.push(0);
  if (events.length > slots.length / 2) growSlots(table);
  return events.length - 1;
}

/** Where the search for an entry begins: two odd numbers, multiplied, stir the bits. */
function slotOf(member: number, key: number, { length }: Uint32Array): number {
  const mixed = Math.imul(member, 0x9e3779b1) ^ Math.imul(key, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % length;
}

/** Gives the entries four times the slots. */
function growSlots(table: ActivityTable): void {
  const { member, key, slots } = table;
  const more = new Uint32Array(4 * slots.length);
  for (let entry = 0; entry < member.length; entry++) {
    let slot = slotOf(member[entry], key[entry], more);
    while (more[slot] !== 0) slot = (slot + 1) % more.length;
    more[slot] = entry + 1;
  }
  table.slots = more;
}

function activityOf({ counted, key, events }: ActivityTable, entries: Uint32Array): MemberActivity {
  const found: MemberActivity = { periods: [], events: [], entries: [] };
  for (const entry of entries) {
    if (counted) {
      found.periods.push(key[entry]);
      found.events.push(events[entry]);
      found.entries.push(entry);
      continue;
    }
    for (let bits = events[entry]; bits !== 0; bits &= bits - 1) {
      found.periods.push(32 * key[entry] + 31 - Math.clz32(bits & -bits));
      found.events.push(1);
      found.entries.push(entry);
    }
  }
  return found;
}
