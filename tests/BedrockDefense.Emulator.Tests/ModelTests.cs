using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Models;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Tests calls and the faults that AWS's own models find in them.</summary>
public sealed class ModelTests
{
    private const string Cases = "emulator/models.json";
    private const string Wire = "emulator/wire.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    public static TheoryData<string> WireNames => Repository.Names(Wire);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_told_that(string name)
    {
        var one = Repository.Find<ModelCase>(Cases, name);

        var faults = Judge(
            new ApiCall(
                one.Service,
                one.Operation,
                "111122223333",
                "eu-central-1",
                HttpMethod.Post,
                "/",
                $"{one.Target}.{one.Operation}",
                [],
                one.Input.ToJsonString()
            )
        );

        Assert.Equal(one.Violations, faults);
    }

    [Theory]
    [MemberData(nameof(WireNames))]
    public void On_the_wire_it_is_told_that(string name)
    {
        var one = Repository.Find<WireCase>(Wire, name);

        var faults = Judge(
            new ApiCall(
                one.Service,
                "?",
                "111122223333",
                "eu-central-1",
                HttpMethod.Parse(one.Method),
                one.Path,
                null,
                [.. (one.Headers ?? []).Select(header => (header.Key, header.Value))],
                one.Body ?? ""
            )
        );

        Assert.Equal(one.Violations, faults);
    }

    private static IEnumerable<string> Judge(ApiCall call) =>
        new CallCheck(ModelFolder.Of(Tool.Require(MotoServer.Program, MotoServer.InstallCommand)))
            .FaultsOf(call)
            .Select(fault => $"{fault.Member} {fault.Rule}");

    internal sealed record ModelCase(string Service, string Target, string Operation, JsonObject Input, IReadOnlyList<string> Violations);

    internal sealed record WireCase(
        string Service,
        string Method,
        string Path,
        IReadOnlyList<string> Violations,
        string? Body = null,
        Dictionary<string, string>? Headers = null
    );
}
