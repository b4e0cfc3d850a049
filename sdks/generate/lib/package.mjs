// Reads the npm package. Shapes come from its .d.ts files. What declarations cannot say (type tokens, defaults, secrets,
// aliases) comes from its .js files. Both are generated and regular. An unknown construct is an error, never a guess.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { readType } from "./types.mjs";

export class AwsPackage {
  #root;
  #sources = new Map();
  #nested = new Map();

  constructor(root) {
    this.#root = root;
    this.version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  }

  /** A resource type: its token, properties (outputs, args, state) and options. */
  resource(module, name) {
    const path = join(module, camel(name));
    const declarations = this.#parse(`${path}.d.ts`);
    const code = this.#parse(`${path}.js`);
    const outputs = one(declarations, ts.isClassDeclaration, name).members.filter(ts.isPropertyDeclaration);
    const runtime = readConstructor(one(code, ts.isClassDeclaration, name), path);
    const args = this.#properties(one(declarations, ts.isInterfaceDeclaration, `${name}Args`), declarations);
    for (const property of args)
      Object.assign(property, runtime.inputs.get(property.wire));
    const state = optional(declarations, ts.isInterfaceDeclaration, `${name}State`);
    const secretive = property => ({ ...property, secret: runtime.secretOutputs.includes(property.wire) });
    return {
      module,
      name,
      token: runtime.token,
      aliases: runtime.aliases,
      secretOutputs: runtime.secretOutputs,
      outputs: outputs.map(member => this.#property(member, declarations)),
      args,
      state: state && this.#properties(state, declarations).map(secretive),
    };
  }

  /** A function: its token, plain arguments, Input arguments and result. */
  function(module, name) {
    const path = join(module, name);
    const declarations = this.#parse(`${path}.d.ts`);
    const title = upperFirst(name);
    const shape = suffix => this.#properties(one(declarations, ts.isInterfaceDeclaration, title + suffix), declarations);
    const tokens = new Set(find(this.#parse(`${path}.js`), ts.isStringLiteral).map(s => s.text).filter(s => /^aws:/.test(s)));
    if (tokens.size !== 1)
      throw new Error(`${path}.js names ${tokens.size} tokens, not one`);
    return { module, name: title, token: [...tokens][0], args: shape("Args"), inputArgs: shape("OutputArgs"), result: shape("Result") };
  }

  /** The properties of a nested type; side is "input" or "output". */
  nested(side, module, name) {
    const source = this.#parse(`types/${side}.d.ts`);
    const shape = this.#nestedIndex(side).get(`${module}.${name}`);
    if (!shape)
      throw new Error(`types/${side}.d.ts has no ${module}.${name}`);
    return this.#properties(shape, source);
  }

  /** The members of a string enumeration, in their order: [name, value]. */
  enumeration(module, name) {
    const source = this.#parse(join("types/enums", module, "index.d.ts"));
    const variable = find(source, ts.isVariableDeclaration).find(v => v.name.text === name && v.type);
    if (!variable)
      throw new Error(`types/enums/${module} has no ${name}`);
    return variable.type.members.map(member => {
      if (!ts.isStringLiteral(member.type.literal))
        throw new Error(`${name}.${member.name.text} is not a string`);
      return [member.name.text, member.type.literal.text];
    });
  }

  /** The variables of the package's configuration, with their defaults. */
  config() {
    const source = this.#parse("config/vars.d.ts");
    const reads = find(this.#parse("config/vars.js"), n => ts.isReturnStatement(n) && n.expression.getText().startsWith("__config."));
    const getters = new Map(reads.map(({ expression }) => {
      const { value, fallback } = splitDefault(expression);
      return [value.arguments[0].text, fallback];
    }));
    return find(source, ts.isVariableDeclaration).map(variable => ({
      wire: variable.name.text,
      ...readType(variable.type, source),
      default: getters.get(variable.name.text),
    }));
  }

  #properties(shape, source) {
    return shape.members.map(member => this.#property(member, source));
  }

  #property(member, source) {
    const { type, optional: undefinable } = readType(member.type, source);
    return {
      wire: member.name.text,
      type,
      optional: undefinable || member.questionToken !== undefined,
      deprecated: ts.getJSDocDeprecatedTag(member) !== undefined,
    };
  }

  #nestedIndex(side) {
    if (!this.#nested.has(side)) {
      const index = new Map();
      for (const statement of this.#parse(`types/${side}.d.ts`).statements) {
        if (ts.isInterfaceDeclaration(statement))
          index.set(`.${statement.name.text}`, statement);
        else if (ts.isModuleDeclaration(statement))
          for (const inner of statement.body.statements.filter(ts.isInterfaceDeclaration))
            index.set(`${statement.name.text}.${inner.name.text}`, inner);
      }
      this.#nested.set(side, index);
    }
    return this.#nested.get(side);
  }

  #parse(path) {
    if (!this.#sources.has(path)) {
      const text = readFileSync(join(this.#root, path), "utf8");
      this.#sources.set(path, ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true));
    }
    return this.#sources.get(path);
  }
}

/** What a resource's constructor does with each input, and the options it merges. */
function readConstructor(type, path) {
  const result = { token: undefined, inputs: new Map(), aliases: [], secretOutputs: [] };
  for (const member of type.members.filter(ts.isPropertyDeclaration))
    if (member.name.text === "__pulumiType")
      result.token = member.initializer.text;
  const body = type.members.find(ts.isConstructorDeclaration);
  for (const { left, right, operatorToken } of find(body, ts.isBinaryExpression))
    if (operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isElementAccessExpression(left) && left.expression.text === "resourceInputs") {
      const input = readInput(right, `${path}: ${left.argumentExpression.text}`);
      if (input)
        result.inputs.set(left.argumentExpression.text, input);
    }
  for (const { name, initializer } of find(body, ts.isPropertyAssignment)) {
    if (name.text === "aliases")
      result.aliases = find(initializer, ts.isStringLiteral).map(s => s.text);
    else if (name.text === "additionalSecretOutputs")
      result.secretOutputs = initializer.elements.map(s => s.text);
    else if (name.text !== "type" && name.text !== "id")
      throw new Error(`${path}: unknown option ${name.text}`);
  }
  return result;
}

/** The right side of `resourceInputs["x"] = …`; undefined where it is an output or comes from the state. */
function readInput(node, where) {
  node = unwrap(node);
  const text = node.getText();
  if (text === "undefined" || /^state\?\.\w+$/.test(text))
    return undefined;
  if (/^args\?\.\w+$/.test(text))
    return {};
  if (ts.isConditionalExpression(node) && node.whenTrue.getText().startsWith("pulumi.secret("))
    return { secret: true };
  if (ts.isCallExpression(node) && text.endsWith(".apply(JSON.stringify)"))
    return { ...readInput(node.expression.expression.arguments[0], where), json: true };
  const { value, fallback } = splitDefault(node);
  if (!fallback || !/^args\?\.\w+$/.test(value.getText()))
    throw new Error(`${where}: unknown form ${text}`);
  return { default: fallback };
}

/** Splits `value ?? default`. A default is a literal, or the environment variables that it is read from. */
function splitDefault(node) {
  node = unwrap(node);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken)
    return { value: node };
  const right = unwrap(node.right);
  if (ts.isCallExpression(right) && right.expression.getText() === "utilities.getEnv")
    return { value: unwrap(node.left), fallback: { environment: right.arguments.map(a => a.text) } };
  if (right.kind !== ts.SyntaxKind.TrueKeyword && right.kind !== ts.SyntaxKind.FalseKeyword)
    throw new Error(`unknown default ${right.getText()}`);
  return { value: unwrap(node.left), fallback: { literal: right.getText() } };
}

function unwrap(node) {
  return ts.isParenthesizedExpression(node) ? unwrap(node.expression) : node;
}

function find(node, predicate) {
  const found = [];
  (function visit(child) {
    if (predicate(child))
      found.push(child);
    ts.forEachChild(child, visit);
  })(node);
  return found;
}

function optional(source, predicate, name) {
  return source.statements.find(s => predicate(s) && s.name.text === name);
}

function one(source, predicate, name) {
  const found = optional(source, predicate, name);
  if (!found)
    throw new Error(`${source.fileName} has no ${name}`);
  return found;
}

export const upperFirst = s => s[0].toUpperCase() + s.slice(1);
const camel = s => s[0].toLowerCase() + s.slice(1);
