import ts from "typescript";

export type FoundWord = { readonly line: number; readonly word: string };

const WORD = /\p{L}{2}/u;
/** Attributes that are read aloud or shown. */
const SPOKEN =
  /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label|word|note|hint|error)$/u;
/** A key's cap and a name are the same in every language. */
const SILENT_PARENTS = new Set(["KeyCap", "kbd"]);
/** How a number of a file looks, "CV-12/2026": no word of any language. */
const EXAMPLE = /^[A-Z]{1,4}-\d[\d/-]*$/u;
const NAMES = new Set(["Nightlight"]);

/** The words of a component that a person would read and that do not come from the locales. */
export function hardCodedWords(file: string, text: string): FoundWord[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: FoundWord[] = [];
  const report = (node: ts.Node, word: string) => {
    const said = word.trim().replace(/\s+/gu, " ");
    if (!WORD.test(said) || NAMES.has(said) || EXAMPLE.test(said)) return;
    found.push({ line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, word: said });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && !isSilent(node.parent)) report(node, node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && !isSilent(node.parent)) {
      for (const word of literalsOf(node.expression)) report(node, word);
    }
    if (ts.isJsxAttribute(node) && SPOKEN.test(node.name.getText(source))) {
      const value = node.initializer;
      const inner = value !== undefined && ts.isJsxExpression(value) ? value.expression : value;
      for (const word of literalsOf(inner)) report(node, word);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The words that an expression may come to, as far as they stand in it. */
function literalsOf(node: ts.Node | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) {
    return [...literalsOf(node.left), ...literalsOf(node.right)];
  }
  return [];
}

function isSilent(parent: ts.Node): boolean {
  return ts.isJsxElement(parent) && SILENT_PARENTS.has(parent.openingElement.tagName.getText());
}
