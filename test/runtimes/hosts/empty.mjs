// The least that a handler does, for comparison: it reads the body and answers.
// biome-ignore lint/style/noDefaultExport: the runtimes ask for it
export default {
  async fetch(request) {
    await request.text();
    return Response.json({});
  },
};
