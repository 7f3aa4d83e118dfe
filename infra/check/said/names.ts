import ts from "typescript";

/** What one file could name a message by. */
export type Names = {
  /** What `useTranslations` is asked for; "" is the whole of the locales. */
  readonly namespaces: readonly string[];
  readonly words: readonly string[];
  /** Names with a part that is known only when the page runs. */
  readonly patterns: readonly RegExp[];
};

/** Every string, every property's name and every template of a file: any of them may name a message. */
export function namesIn(file: string, text: string): Names {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const [namespaces, words, patterns]: [string[], string[], RegExp[]] = [[], [], []];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === "useTranslations") {
      const [first] = node.arguments;
      namespaces.push(first !== undefined && ts.isStringLiteralLike(first) ? first.text : "");
    }
    // Inside a statement of SQL, the codes stand in quotes.
    if (ts.isStringLiteralLike(node)) words.push(node.text, ...(node.text.match(/(?<=')[\w.-]+(?=')/gu) ?? []));
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) words.push(node.name.text);
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      // `${code}` alone, or two with a dot between, would name everything; the codes themselves stand somewhere as words.
      if (parts.some((part) => /[a-z]/iu.test(part))) {
        patterns.push(new RegExp(`^${parts.map(escaped).join("[\\w.-]+")}$`, "u"));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { namespaces, words, patterns };
}

function escaped(part: string): string {
  return part.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}
