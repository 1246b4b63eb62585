// One contender of one contest, in a process of its own: contender.js FILE TITLE NAME.

import { answerApart } from "./contest.js";

const [file, title, name] = process.argv.slice(2);
const { contests } = await import(`./contests/${file}`);
answerApart(await contests.find((contest) => contest.title === title).contenders[name]());
