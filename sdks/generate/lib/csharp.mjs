// Writes the schema's types, names and properties in C#.

import { upperFirst } from "./package.mjs";

const scalars = { string: "string", bool: "bool", int: "int", double: "double", any: "object" };

const reserved = new Set(("abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
  + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock "
  + "long namespace new null object operator out override params private protected public readonly ref return sbyte sealed short "
  + "sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void "
  + "volatile while").split(" "));

/** The forms in which a nested type exists: the folder-like namespace, the suffix of its name, its base class. */
export const variants = {
  args: { side: "input", space: "Inputs", suffix: "Args", base: "ResourceArgs" },
  state: { side: "input", space: "Inputs", suffix: "GetArgs", base: "ResourceArgs" },
  functionPlain: { side: "input", space: "Inputs", suffix: "Args", base: "InvokeArgs", plain: true },
  functionInput: { side: "input", space: "Inputs", suffix: "InputArgs", base: "ResourceArgs", strip: /Args$/ },
  output: { side: "output", space: "Outputs", suffix: "" },
  functionResult: { side: "output", space: "Outputs", suffix: "Result" },
  config: { side: "output", space: "Types", suffix: "" },
};

export class CSharp {
  constructor(manifest) {
    this.manifest = manifest;
    this.uses = new Set();
  }

  namespace(module, space = "") {
    if (!(module in this.manifest.namespaces))
      throw new Error(`the manifest gives no namespace for the module ${module}`);
    return ["Pulumi.Aws", this.manifest.namespaces[module], space].filter(Boolean).join(".");
  }

  /** The C# name of a property: the wire name with its first letter upper-cased, or the manifest's rename. */
  propertyName(owner, property) {
    return this.#exception("renames", owner, property) ?? upperFirst(property.wire);
  }

  parameterName(property) {
    return reserved.has(property.wire) ? `@${property.wire}` : property.wire;
  }

  /** Declarations have only `number`; the manifest says which numbers have decimals. */
  propertyType(owner, property) {
    if (property.type.kind !== "int" || !this.#exception("doubles", owner, property))
      return property.type;
    return { kind: "double" };
  }

  #exception(table, owner, property) {
    const key = `${owner}.${property.wire}`;
    const value = this.manifest[table][key];
    if (value)
      this.uses.add(`${table}: ${key}`);
    return value;
  }

  /** A type without Input or Output around it. */
  plain(type, module, variant) {
    switch (type.kind) {
      case "array": return `ImmutableArray<${this.plain(type.element, module, variant)}>`;
      case "map": return `ImmutableDictionary<string, ${this.plain(type.element, module, variant)}>`;
      case "object": return this.nestedReference(type, module, variant);
      case "enum": return `global::${this.namespace(type.module)}.${type.name}`;
      case "union": return this.#union(type, module, variant, "Union", t => t);
      default: return scalars[type.kind];
    }
  }

  /** A type as an input: Input, InputUnion, InputList or InputMap of it. */
  input(type, module, variant) {
    switch (type.kind) {
      case "array": return `InputList<${this.plain(type.element, module, variant)}>`;
      case "map": return `InputMap<${this.plain(type.element, module, variant)}>`;
      case "union": return this.#union(type, module, variant, "InputUnion", t => `Input<${t}>`);
      default: return `Input<${this.plain(type, module, variant)}>`;
    }
  }

  /** A list or map in the plain arguments of a function. */
  plainCollection(type, module, variant) {
    const element = this.plain(type.element, module, variant);
    return type.kind === "array" ? `List<${element}>` : `Dictionary<string, ${element}>`;
  }

  /** A type as an output. A missing array is `IsDefault`, so its type has no question mark. */
  output(property, owner, module, variant) {
    const type = this.propertyType(owner, property);
    return this.plain(type, module, variant) + (property.optional && type.kind !== "array" ? "?" : "");
  }

  nestedName(name, variant) {
    return name.replace(variant.strip ?? /$^/, "") + variant.suffix;
  }

  nestedReference(type, module, variant) {
    const space = type.module === module || variant === variants.config ? variant.space : `global::${this.namespace(type.module, variant.space)}`;
    return `${space}.${this.nestedName(type.name, variant)}`;
  }

  // Two kinds of value make a union. For more than two, the packages use no specific type. In an output an enum is a string.
  #union({ options }, module, variant, generic, wrapOne) {
    const names = [...new Set(options.map(o =>
      variant.side === "output" && o.kind === "enum" ? "string" : this.plain(o, module, variant)))];
    if (names.length === 1)
      return wrapOne(names[0]);
    return names.length === 2 ? `${generic}<${names.join(", ")}>` : "object";
  }

  defaultValue(value) {
    return value.literal ?? `Utilities.GetEnv(${value.environment.map(e => JSON.stringify(e)).join(", ")})`;
  }
}

export const isCollection = type => type.kind === "array" || type.kind === "map";
