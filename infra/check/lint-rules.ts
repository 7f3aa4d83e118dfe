import { dirname, relative, resolve, sep } from "node:path";
import type { Rule } from "eslint";

type Node = Rule.Node;

const CLOCK_READING_FUNCTIONS =
  /^(is(Past|Future|Today|Tomorrow|Yesterday|This\w+)|(start|end)Of(Today|Tomorrow|Yesterday)|formatDistanceToNow(Strict)?|constructNow)$/;
const FORBIDDEN_WORDS = new Set(["util", "utils", "helper", "helpers", "manager", "managers", "misc"]);
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function pathInRepository(context: Rule.RuleContext): string {
  return relative(context.cwd, context.filename).split(sep).join("/");
}

function isNamed(node: { type: string }, name: string): boolean {
  return node.type === "Identifier" && (node as { name?: string }).name === name;
}

/** Whether `node` is `owner.name`, `owner["name"]` or `globalThis.owner.name`. */
function isMember(node: { type: string }, owner: string, name: string): boolean {
  if (node.type !== "MemberExpression") return false;
  const { object, property } = node as Extract<Node, { type: "MemberExpression" }>;
  const isProperty =
    isNamed(property, name) || (property.type === "Literal" && (property as { value?: unknown }).value === name);
  const isOwner = isNamed(object, owner) || isMember(object, "globalThis", owner);
  return isProperty && isOwner;
}

/** Time is an argument: only composition roots and the store read a clock. */
export const noClock: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { clock: "Only composition roots read the clock; take `now` as an argument or ask a clock port." },
  },
  create(context) {
    const report = (node: Node) => {
      context.report({ node, messageId: "clock" });
    };
    return {
      MemberExpression(node) {
        if (isMember(node, "Date", "now") || isMember(node, "Temporal", "Now")) report(node);
      },
      CallExpression(node) {
        if (isNamed(node.callee, "Date")) report(node);
        if (isMember(node.callee, "TZDate", "tz") && node.arguments.length < 2) report(node);
      },
      NewExpression(node) {
        const isClock = isNamed(node.callee, "Date") || isNamed(node.callee, "TZDate");
        if (isClock && node.arguments.length === 0) report(node);
      },
      ImportDeclaration(node) {
        if (!String(node.source.value).startsWith("date-fns")) return;
        for (const specifier of node.specifiers) {
          if (specifier.type !== "ImportSpecifier" || specifier.imported.type !== "Identifier") continue;
          if (CLOCK_READING_FUNCTIONS.test(specifier.imported.name)) report(specifier as unknown as Node);
        }
      },
    };
  },
};

/** Randomness is an argument where rules are decided. */
export const noChance: Rule.RuleModule = {
  meta: { type: "problem", schema: [], messages: { chance: "Randomness is an argument here, like time and ids." } },
  create(context) {
    return {
      MemberExpression(node) {
        if (isMember(node, "Math", "random")) context.report({ node, messageId: "chance" });
      },
    };
  },
};

/** Configuration is parsed once, in `config.ts`. */
export const noEnvironment: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { environment: "Only config.ts reads the environment; take the value as an argument." },
  },
  create(context) {
    const report = (node: Node) => {
      context.report({ node, messageId: "environment" });
    };
    return {
      MemberExpression(node) {
        if (isMember(node, "process", "env")) report(node);
      },
      VariableDeclarator(node) {
        if (node.id.type !== "ObjectPattern" || !node.init || !isNamed(node.init, "process")) return;
        const takesEnv = node.id.properties.some(
          (property) => property.type === "Property" && isNamed(property.key, "env"),
        );
        if (takesEnv) report(node);
      },
      ImportDeclaration(node) {
        if (!/^(node:)?process$/.test(String(node.source.value))) return;
        for (const specifier of node.specifiers) {
          if (specifier.type === "ImportSpecifier" && isNamed(specifier.imported, "env")) {
            report(specifier as unknown as Node);
          }
        }
      },
    };
  },
};

/** A name is searched for; a default export has none. */
export const noDefaultExport: Rule.RuleModule = {
  meta: { type: "problem", schema: [], messages: { unnamed: "Export it by name; only tools' config files default." } },
  create(context) {
    return {
      ExportDefaultDeclaration(node) {
        context.report({ node, messageId: "unnamed" });
      },
      ExportSpecifier(node) {
        if (isNamed(node.exported, "default")) context.report({ node, messageId: "unnamed" });
      },
    };
  },
};

/** File and folder names are kebab-case and say what is inside. */
export const fileName: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      kebab: "'{{part}}' is not kebab-case.",
      vague: "'{{part}}' says nothing: name the noun or the verb instead of '{{word}}'.",
    },
  },
  create(context) {
    return {
      Program(node) {
        for (const part of pathInRepository(context).split("/")) {
          const pieces = part.replace(/^\./, "").split(".");
          if (!pieces.every((piece) => KEBAB_CASE.test(piece))) {
            context.report({ node, messageId: "kebab", data: { part } });
          }
          const word = pieces.flatMap((piece) => piece.split("-")).find((each) => FORBIDDEN_WORDS.has(each));
          if (word) context.report({ node, messageId: "vague", data: { part, word } });
        }
      },
    };
  },
};

/** In a browser app a feature stands alone: what two features need lives in `shared`. */
export const noCrossFeature: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { cross: "Feature '{{own}}' may not import feature '{{other}}'; move the common part to shared." },
  },
  create(context) {
    const path = pathInRepository(context);
    const [, app, own] = /^(apps\/[^/]+)\/src\/features\/([^/]+)\//.exec(path) ?? [];
    if (app === undefined || own === undefined) return {};

    const check = (node: Node, source: unknown) => {
      if (typeof source !== "string") return;
      const target = source.startsWith(".")
        ? relative(context.cwd, resolve(dirname(context.filename), source))
            .split(sep)
            .join("/")
        : source.replace(/^@nightlight\/([^/]+)\//, "apps/$1/src/");
      if (!target.startsWith(`${app}/src/features/`)) return;
      const other = target.slice(`${app}/src/features/`.length).split("/")[0] ?? "";
      if (other !== own) context.report({ node, messageId: "cross", data: { own, other } });
    };
    return {
      ImportDeclaration: (node) => {
        check(node, node.source.value);
      },
      ExportNamedDeclaration: (node) => {
        check(node, node.source?.value);
      },
      ExportAllDeclaration: (node) => {
        check(node, node.source.value);
      },
      ImportExpression: (node) => {
        if (node.source.type === "Literal") check(node, node.source.value);
      },
    };
  },
};

/** The project's own lint rules, as an ESLint plugin. */
export const nightlight = {
  rules: {
    "no-clock": noClock,
    "no-chance": noChance,
    "no-environment": noEnvironment,
    "no-default-export": noDefaultExport,
    "file-name": fileName,
    "no-cross-feature": noCrossFeature,
  },
};
