/**
 * What a build of the package answers to the questions of answers.json. A question is
 * `{ "nps": [[10, 3]] }`: a name of the package, or of a class every runtime has, and what it is called
 * with; a constant has `null`, and a further name is a method of what came out. As JSON has neither
 * NaN nor −0, they come out as text.
 *
 * No runtime but reads this file as it is, pasted into a script or not.
 */
export function outcomesOf(library, questions) {
  const classes = { Date, Set, Uint8Array };

  function evaluate(node) {
    if (Array.isArray(node)) return node.map(evaluate);
    if (typeof node !== "object" || node === null) return node;
    const [[name, given], ...methods] = Object.entries(node);
    if (name in classes) return new classes[name](...given);
    if (!(name in library)) {
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, evaluate(value)]));
    }
    const first = given === null ? library[name] : library[name](...evaluate(given));
    return methods.reduce((result, [method, args]) => result[method](...evaluate(args)), first);
  }

  function plain(value) {
    if (typeof value === "number")
      return Number.isFinite(value) && !Object.is(value, -0) ? value : `${value} or −0`;
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }

  return questions.map((question) => {
    try {
      return { gives: plain(evaluate(question)) };
    } catch (error) {
      const { name, message } = error;
      return { throws: { name, ...error, message } };
    }
  });
}
