using System.Reflection;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NetArchTest.Rules;

namespace BedrockDefense.Architecture.Tests;

/// <summary>Rules about types. Each rule returns what breaks it.</summary>
internal static partial class Rules
{
    /// <summary>Finds the types that use another namespace.</summary>
    public static IReadOnlyList<string> Users(Types types, string used) => Failing(types.ShouldNot().HaveDependencyOnAny(used));

    /// <summary>
    /// Finds the types that contain a type token of Pulumi's AWS provider, such as that of a bucket, in their code or constants.
    /// </summary>
    public static IReadOnlyList<string> HoldersOfTypeTokens(Types types) =>
        Failing(types.Should().MeetCustomRule(type => !Texts(type).Any(text => TypeToken().IsMatch(text))));

    /// <summary>Finds simple names that several types share. Nested types and entry points do not count.</summary>
    public static IReadOnlyList<string> Namesakes(IEnumerable<Assembly> assemblies) =>
        [
            .. assemblies
                .SelectMany(assembly => assembly.GetTypes().Where(type => type != assembly.EntryPoint?.DeclaringType))
                .Where(type => type is { IsNested: false, Namespace: not null } && !type.Name.StartsWith('<'))
                .GroupBy(type => type.Name.Split('`')[0])
                .Where(named => named.Skip(1).Any())
                .Select(named => $"{named.Key}: {string.Join(", ", named.Select(type => type.FullName).Order(StringComparer.Ordinal))}"),
        ];

    /// <summary>Finds the files whose namespace is not the root namespace followed by their folders.</summary>
    public static IReadOnlyList<string> FilesWithWrongNamespace(string folder, string rootNamespace) =>
        [
            .. from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar)
            where path[0] is not ("bin" or "obj")
            let expected = string.Join('.', path.Where(part => part != ".").Prepend(rootNamespace))
            let found = Namespace().Match(File.ReadAllText(file))
            where found.Success && found.Groups["name"].Value != expected
            select $"{Path.GetRelativePath(folder, file)} is of {found.Groups["name"].Value}, not of {expected}",
        ];

    private static List<string> Failing(ConditionList condition) =>
        [.. condition.GetResult().FailingTypes.Select(type => type.FullName).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Texts(TypeDefinition type) =>
        type
            .Fields.Select(field => field.Constant)
            .OfType<string>()
            .Concat(
                from method in type.Methods.Concat(type.NestedTypes.SelectMany(nested => nested.Methods))
                where method.HasBody
                from instruction in method.Body.Instructions
                where instruction.OpCode == OpCodes.Ldstr
                select (string)instruction.Operand
            );

    [GeneratedRegex("aws:[a-z0-9]+/[A-Za-z0-9]+:[A-Z]")]
    private static partial Regex TypeToken();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
