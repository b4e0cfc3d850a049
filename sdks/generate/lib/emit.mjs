// Writes the C# of one declaration each: an args class, an output class, a resource, a function, an enumeration.

import { isCollection, variants } from "./csharp.mjs";

/** A class of inputs. `shape` is { owner, module, name, base, variant, properties }. */
export function inputClass(cs, { owner, module, name, base, variant, properties }) {
  const members = properties.map(property => inputProperty(cs, owner, module, variant, property));
  const defaults = properties.filter(p => p.default)
    // The unset variable becomes an input without a value, which is not the same as no input.
    .map(p => `        ${cs.propertyName(owner, p)} = ${cs.defaultValue(p.default)}${p.default.environment ? "!" : ""};\n`);
  if (defaults.length > 0)
    members.push(`\n    public ${name}()\n    {\n${defaults.join("")}    }\n`);
  members.push(`\n    public static new ${name} Empty => new ${name}();\n`);
  return `public sealed class ${name} : global::Pulumi.${base}\n{\n${members.join("")}}\n`;
}

function inputProperty(cs, owner, module, variant, property) {
  const name = cs.propertyName(owner, property);
  const type = cs.propertyType(owner, property);
  const attribute = `    [Input("${property.wire}"${property.optional ? "" : ", required: true"}${property.json ? ", json: true" : ""})]`;
  const field = `_${property.wire}`;
  if (isCollection(type)) {
    const collection = variant.plain ? cs.plainCollection(type, module, variant) : cs.input(type, module, variant);
    // The packages mark a deprecated input only where it has a backing field.
    const obsolete = property.deprecated ? "[Obsolete(\"The provider deprecates this input.\")] " : "";
    return `${attribute} private ${collection}? ${field};\n`
      + `    ${obsolete}public ${collection} ${name} { get => ${field} ??= new(); set => ${field} = value; }\n`;
  }
  const single = variant.plain ? cs.plain(type, module, variant) : cs.input(type, module, variant);
  if (property.secret)
    return `${attribute} private ${single}? ${field};\n`
      + `    public ${single}? ${name} { get => ${field}; set => ${field} = value is null ? null : (${single})Output.CreateSecret(value.ToOutput()); }\n`;
  const isValue = variant.plain && ["bool", "int", "double"].includes(type.kind);
  const initializer = property.optional || isValue ? "" : " = null!;";
  return `${attribute} public ${single}${property.optional ? "?" : ""} ${name} { get; set; }${initializer}\n`;
}

/** A class of outputs, filled by its constructor. */
export function outputClass(cs, { owner, module, name, variant, properties }) {
  const typed = properties.map(p => ({ type: cs.output(p, owner, module, variant), name: cs.propertyName(owner, p), parameter: cs.parameterName(p) }));
  return `[OutputType]\npublic sealed class ${name}\n{\n`
    + typed.map(p => `    public readonly ${p.type} ${p.name};\n`).join("")
    + `\n    [OutputConstructor]\n    private ${name}(\n${typed.map(p => `        ${p.type} ${p.parameter}`).join(",\n")})\n    {\n`
    + typed.map(p => `        ${p.name === p.parameter ? "this." : ""}${p.name} = ${p.parameter};\n`).join("")
    + "    }\n}\n";
}

/** A resource with its args and state. */
export function resource(cs, { module, name, token, aliases, secretOutputs, outputs, args, state }) {
  const owner = `${module}.${name}`;
  const isProvider = token === "aws";
  const type = isProvider ? "pulumi:providers:aws" : token;
  const optional = args.every(p => p.optional);
  const result = `[AwsResourceType("${type}")]\npublic partial class ${name} : global::Pulumi.${isProvider ? "ProviderResource" : "CustomResource"}\n{\n`
    + outputs.map(p => `    [Output("${p.wire}")] public Output<${cs.output(p, owner, module, variants.output)}> ${cs.propertyName(owner, p)} { get; private set; } = null!;\n`).join("")
    + `\n    public ${name}(string name, ${name}Args${optional ? "? args = null" : " args"}, CustomResourceOptions? options = null)\n`
    + `        : base("${token}", name, args ?? new ${name}Args(), MakeResourceOptions(options, ""))\n    {\n    }\n\n`
    + (state
      ? `    private ${name}(string name, Input<string> id, ${name}State? state = null, CustomResourceOptions? options = null)\n`
        + `        : base("${token}", name, state, MakeResourceOptions(options, id))\n    {\n    }\n\n`
        + `    public static ${name} Get(string name, Input<string> id, ${name}State? state = null, CustomResourceOptions? options = null) =>\n`
        + "        new(name, id, state, options);\n\n"
      : "")
    + "    private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)\n    {\n"
    + "        var defaults = new CustomResourceOptions\n        {\n            Version = Utilities.Version,\n"
    + list("Aliases", aliases.map(a => `new global::Pulumi.Alias { Type = "${a}" }`))
    + list("AdditionalSecretOutputs", secretOutputs.map(s => `"${s}"`))
    + "        };\n        var merged = CustomResourceOptions.Merge(defaults, options);\n        merged.Id = id ?? merged.Id;\n        return merged;\n    }\n}\n";
  const shapes = [inputClass(cs, { owner, module, name: `${name}Args`, base: "ResourceArgs", variant: variants.args, properties: args })];
  if (state)
    shapes.push(inputClass(cs, { owner, module, name: `${name}State`, base: "ResourceArgs", variant: variants.state, properties: state }));
  return [result, ...shapes].join("\n");
}

function list(property, items) {
  return items.length === 0 ? "" : `            ${property} =\n            {\n${items.map(i => `                ${i},\n`).join("")}            },\n`;
}

/** A function with its arguments in both forms and its result. */
export function invoke(cs, { module, name, token, args, inputArgs, result }) {
  const owner = `${module}.${name}`;
  const call = (method, form) => `global::Pulumi.Deployment.Instance.${method}<${name}Result>("${token}", args ?? new ${name}${form}(), options.WithDefaults());\n`;
  const parameter = form => `${name}${form}${args.every(p => p.optional) ? "? args = null" : " args"}`;
  return [
    `public static class ${name}\n{\n`
    + `    public static Task<${name}Result> InvokeAsync(${parameter("Args")}, InvokeOptions? options = null) =>\n        ${call("InvokeAsync", "Args")}\n`
    + `    public static Output<${name}Result> Invoke(${parameter("InvokeArgs")}, InvokeOptions? options = null) =>\n        ${call("Invoke", "InvokeArgs")}\n`
    + `    public static Output<${name}Result> Invoke(${name}InvokeArgs args, InvokeOutputOptions options) =>\n        ${call("Invoke", "InvokeArgs")}}\n`,
    inputClass(cs, { owner, module, name: `${name}Args`, base: "InvokeArgs", variant: variants.functionPlain, properties: args }),
    inputClass(cs, { owner, module, name: `${name}InvokeArgs`, base: "InvokeArgs", variant: variants.functionInput, properties: inputArgs }),
    outputClass(cs, { owner, module, name: `${name}Result`, variant: variants.functionResult, properties: result }),
  ].join("\n");
}

/** A string enumeration: a struct that only its own members can create. */
export function enumeration(name, members) {
  return `[EnumType]\npublic readonly struct ${name} : IEquatable<${name}>\n{\n    private readonly string _value;\n\n`
    + `    private ${name}(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));\n\n`
    + members.map(([member, value]) => `    public static ${name} ${member} { get; } = new(${JSON.stringify(value)});\n`).join("")
    + `\n    public static bool operator ==(${name} left, ${name} right) => left.Equals(right);\n`
    + `    public static bool operator !=(${name} left, ${name} right) => !left.Equals(right);\n\n`
    + `    public static explicit operator string(${name} value) => value._value;\n\n`
    + `    [EditorBrowsable(EditorBrowsableState.Never)]\n    public override bool Equals(object? obj) => obj is ${name} other && Equals(other);\n`
    + `    public bool Equals(${name} other) => string.Equals(_value, other._value, StringComparison.Ordinal);\n\n`
    + "    [EditorBrowsable(EditorBrowsableState.Never)]\n    public override int GetHashCode() => _value?.GetHashCode() ?? 0;\n\n"
    + "    public override string ToString() => _value;\n}\n";
}

/** The package's configuration: a settable property for each variable, and the classes of structured variables. */
export function config(cs, variables, nested) {
  const readers = { string: "Get", bool: "GetBoolean", int: "GetInt32", double: "GetDouble" };
  const members = variables.map(v => {
    const type = cs.plain(v.type, "", variants.config);
    const declared = type + (v.type.kind === "array" ? "" : "?");
    const read = `__config.${readers[v.type.kind] ?? `GetObject<${type}>`}("${v.wire}")${v.default ? ` ?? ${cs.defaultValue(v.default)}` : ""}`;
    return `    private static readonly __Value<${declared}> _${v.wire} = new(() => ${read});\n`
      + `    public static ${declared} ${cs.propertyName("Config", v)} { get => _${v.wire}.Get(); set => _${v.wire}.Set(value); }\n`;
  });
  const types = nested.map(({ name, properties }) => `        public class ${name}\n        {\n` + properties.map(p => {
    const initializer = p.optional && !["array", "bool", "int"].includes(p.type.kind) ? " = null!;" : "";
    return `            public ${cs.output(p, "Config", "", variants.config)} ${cs.propertyName("Config", p)} { get; set; }${initializer}\n`;
  }).join("") + "        }\n");
  return "public static class Config\n{\n    private static readonly global::Pulumi.Config __config = new(\"aws\");\n\n"
    + `${members.join("")}\n    public static class Types\n    {\n${types.join("\n")}    }\n\n`
    + "    private sealed class __Value<T>(Func<T> getter)\n    {\n        private T _value = default!;\n        private bool _set;\n\n"
    + "        public T Get() => _set ? _value : getter();\n\n        public void Set(T value) => (_value, _set) = (value, true);\n    }\n}\n";
}

/** The helpers that all other files use. */
export function utilities(version) {
  return "internal static class Utilities\n{\n"
    + `    public static string Version => "${version}";\n\n`
    + "    public static string? GetEnv(params string[] names) =>\n        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => value is not null);\n\n"
    + ["InvokeOptions", "InvokeOutputOptions"].map(t => `    public static ${t} WithDefaults(this ${t}? options)\n    {\n`
      + `        options ??= new ${t}();\n        options.Version ??= Version;\n        return options;\n    }\n`).join("\n")
    + "}\n\ninternal sealed class AwsResourceTypeAttribute(string type) : global::Pulumi.ResourceTypeAttribute(type, Utilities.Version);\n";
}
