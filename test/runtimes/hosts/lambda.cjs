// Calls a handler as AWS Lambda would and prints what it returns.
const lambda = require("lambda-local");

const [, , file] = process.argv;
lambda
  .execute({ event: {}, lambdaPath: file, esm: file.endsWith(".mjs"), verboseLevel: 0 })
  .then((result) => console.log(result));
