using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pulumi;

namespace Sdks.Tests.Compile;

/// <summary>Compiles a few statements of a Pulumi program against the SDK under test.</summary>
internal static class Snippet
{
    private const string Frame = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Linq;
        using System.Threading.Tasks;
        using Pulumi;
        using Pulumi.Testing;
        using Sdks.Tests.Fixtures;

        public static class Program
        {
            public static void Run(
                Output<string> outStr, Output<string?> outMaybe, Input<string> inStr, Resource resource, IMocks mocks,
                bool? maybeBool, int? maybeInt, double? maybeDouble)
            {
                //
            }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Output).Assembly.Location)
            .Append(typeof(Fixtures.Thing).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles statements and returns the ids of errors and warnings.</summary>
    public static IEnumerable<string> Diagnose(string statements) =>
        CSharpCompilation
            .Create(
                "Snippet",
                [CSharpSyntaxTree.ParseText(Frame.Replace("//", statements, StringComparison.Ordinal))],
                References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            )
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS0219" or "CS1701"))
            .Select(diagnostic => diagnostic.Id);
}
