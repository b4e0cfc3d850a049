using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Stack.Tests.Configuration;

/// <summary>
/// Compares the reading of a configuration's file with Pulumi's. A case's <c>pulumi</c> is the result of Go's yaml.v3 (v3.0.1) and Pulumi's
/// own type of a configuration's value (<c>sdk/go/common/resource/config/object.go</c>); null where they refuse the file. A file that is
/// not refused here must have that value.
/// </summary>
public sealed class ConfigFileTests : IDisposable
{
    private const string Cases = "settings/yaml.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("config-file-");

    public static TheoryData<string> Names => Repository.Names(Cases);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_read_as_Pulumi_reads_it_or_refused_with_its_place(string name)
    {
        var one = Repository.Find<ConfigFileCase>(Cases, name);
        var file = Path.Combine(_folder.FullName, "Pulumi.test.yaml");
        File.WriteAllText(file, one.Yaml);
        if (one.Fault is null)
        {
            Assert.NotNull(one.Pulumi);
            Assert.Equal(Values(one.Pulumi), Values(ConfigFile.Read(file)));
        }
        else
        {
            var fault = Assert.Throws<InvalidInputException>(() => ConfigFile.Read(file)).Faults[0];
            Assert.Equal(file, fault.Location?.File);
            var place = $"{fault.Location!.Line}:{fault.Location.Column}: {fault.Message}";
            Assert.True(
                char.IsAsciiDigit(one.Fault[0])
                    ? place.StartsWith(one.Fault, StringComparison.Ordinal)
                    : place.Contains(one.Fault, StringComparison.Ordinal),
                place
            );
        }
    }

    [Theory]
    [InlineData("636F6E6669673A0A2020613A623A20FF0A", "2:8: the byte 0xFF is no UTF-8; save the file as UTF-8")]
    [InlineData("636F6E6669673A0A2020613A623A20C3A4C30A", "2:9: the byte 0xC3 is no UTF-8; save the file as UTF-8")]
    [InlineData("FFFE63006F00", "1:1: the file is UTF-16; save it as UTF-8")]
    [InlineData("FEFF0063006F", "1:1: the file is UTF-16; save it as UTF-8")]
    public void Bytes_that_are_no_text_are_refused_with_their_place(string bytes, string fault)
    {
        var file = Path.Combine(_folder.FullName, "Pulumi.test.yaml");
        File.WriteAllBytes(file, Convert.FromHexString(bytes));
        Assert.Equal($"{file}:{fault}", Assert.Single(Assert.Throws<InvalidInputException>(() => ConfigFile.Read(file)).Faults).ToString());
    }

    // Pulumi's writer escapes characters that ours does not escape.
    private static SortedDictionary<string, string> Values(IReadOnlyDictionary<string, string> config) =>
        new(
            config.ToDictionary(
                entry => entry.Key,
                entry => entry.Value is ['[' or '{', ..] && Json(entry.Value) is { } json ? JsonText.Of(json) : entry.Value
            ),
            StringComparer.Ordinal
        );

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A configuration's file.</summary>
/// <param name="Yaml">The file's text.</param>
/// <param name="Pulumi">The values that Pulumi reads; null where it refuses the file.</param>
/// <param name="Fault">The place and the reason of the refusal here; null where the file is accepted.</param>
internal sealed record ConfigFileCase(string Yaml, Dictionary<string, string>? Pulumi, string? Fault);
