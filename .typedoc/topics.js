import { CommentTag, Converter, JSX, ReflectionKind } from "typedoc";

/**
 * Files the reference by the folders of src, so that no comment has to name its topic, and calls
 * the guides what their first lines call them. The playground gets a link.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  // The playground is a page of its own, beside those that typedoc makes.
  app.renderer.hooks.on("sidebar.begin", ({ relativeURL }) =>
    JSX.createElement("a", { href: relativeURL("playground.html") }, "Playground"),
  );
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const { project } = context;
    for (const guide of project.documents ?? []) {
      guide.name = /^# (.+)/.exec(guide.content[0]?.text)?.[1] ?? guide.name;
    }
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = "Reference";
    }
    for (const reflection of project.getReflectionsByKind(ReflectionKind.SomeExport)) {
      const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? [];
      const folder = /\/src\/(\w+)\//.exec(declaration?.getSourceFile().fileName ?? "")?.[1];
      if (!folder) continue;
      const topic = folder[0].toUpperCase() + folder.slice(1);
      const tag = new CommentTag("@category", [{ kind: "text", text: topic }]);
      // A function's comment is its signature's. One without stays without, to be told of.
      for (const { comment } of [reflection, ...(reflection.signatures ?? [])]) {
        comment?.blockTags.push(tag);
      }
    }
  });
}
