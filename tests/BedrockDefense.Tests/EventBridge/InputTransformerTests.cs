using System.Globalization;
using System.Text.Json;
using BedrockDefense.EventBridge;

namespace BedrockDefense.Tests.EventBridge;

/// <summary>Runs the files in <c>cases/input-transformers</c>. Each file says where its answers come from.</summary>
public sealed class InputTransformerTests
{
    private static readonly string Folder = Path.Combine(PatternVectors.Folder, "input-transformers");

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder).Select(Path.GetFileName).Order())
        {
            using var document = Open(file!);
            foreach (var @case in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                data.Add(file!, @case.GetProperty("name").GetString()!);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_message_is_what_AWS_delivers(string file, string name)
    {
        using var document = Open(file);
        var root = document.RootElement;
        var @case = root.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var template = @case.GetProperty("template").GetString()!;
        var paths = Paths(@case.TryGetProperty("paths", out var own) ? own : root.GetProperty("paths"));
        if (@case.TryGetProperty("faults", out var faults))
        {
            var exception = Assert.Throws<InvalidInputTransformerException>(() => new InputTransformer(paths, template));
            Assert.Equal(faults.EnumerateArray().Select(fault => fault.GetString()), exception.Faults.Select(fault => fault.Message));
            return;
        }

        var transformer = new InputTransformer(paths, template);
        var context = root.GetProperty("context");
        string Transform() =>
            transformer.Transform(
                root.GetProperty("event"),
                new TransformContext(
                    context.GetProperty("ruleArn").GetString()!,
                    context.GetProperty("ruleName").GetString()!,
                    DateTimeOffset.Parse(context.GetProperty("ingestionTime").GetString()!, CultureInfo.InvariantCulture)
                )
            );
        if (@case.GetProperty("message").GetString() is { } message)
        {
            Assert.Equal(message, Transform());
        }
        else
        {
            Assert.Throws<UndeliverableMessageException>(Transform);
        }

        if (@case.TryGetProperty("unescaped", out var unescaped))
        {
            Assert.Equal(unescaped.EnumerateArray().Select(variable => variable.GetString()), transformer.UnescapedVariables);
        }
    }

    private static Dictionary<string, string> Paths(JsonElement paths) =>
        paths.EnumerateObject().ToDictionary(path => path.Name, path => path.Value.GetString()!);

    private static JsonDocument Open(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}
