// Calls a handler as AWS Lambda would and prints what it returns; the event is given as JSON.
const lambda = require("lambda-local");

const [, , file, event = "{}"] = process.argv;
lambda
  .execute({
    event: JSON.parse(event),
    lambdaPath: file,
    esm: file.endsWith(".mjs"),
    verboseLevel: 0,
  })
  .then((result) => console.log(typeof result === "string" ? result : JSON.stringify(result)));
