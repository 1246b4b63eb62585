// What Intl of this Node says about the instants on standard input: [[timeZone, time], …] → { versions, answers: [[date, offset], …] }
import { readFileSync } from "node:fs";

const formats = new Map();

function format(timeZone) {
  let found = formats.get(timeZone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, found);
  }
  return found;
}

const answers = JSON.parse(readFileSync(0, "utf8")).map(([timeZone, time]) => {
  const part = Object.fromEntries(
    format(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const local = Date.UTC(
    +part.year,
    +part.month - 1,
    +part.day,
    +part.hour,
    +part.minute,
    +part.second,
  );
  return [`${part.year}-${part.month}-${part.day}`, local / 1000 - Math.floor(time / 1000)];
});
const { node, icu, tz } = process.versions;
process.stdout.write(JSON.stringify({ versions: { node, icu, tz }, answers }));
