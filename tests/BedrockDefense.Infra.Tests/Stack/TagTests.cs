using BedrockDefense.Testing.Rendering;
using Pulumi;
using Pulumi.Aws;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests which resources get the setting <c>tags</c>.</summary>
[Collection("console")]
public sealed class TagTests
{
    private static readonly Dictionary<string, Type> Args = typeof(Provider)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CustomResource)) && !type.IsSubclassOf(typeof(ProviderResource)))
        .ToDictionary(type => type.FullName!, type => type.Assembly.GetType($"{type.FullName}Args")!);

    [Fact]
    public void Every_type_that_takes_tags_takes_them_in_the_same_form() =>
        Assert.All(
            Args.Values.Select(args => args.GetProperty("Tags")).OfType<System.Reflection.PropertyInfo>(),
            tags => Assert.Equal((typeof(InputMap<string>), true), (tags.PropertyType, tags.CanWrite))
        );

    [Fact]
    public async Task Every_resource_that_takes_tags_has_them_and_nothing_else_changes()
    {
        var plain = await Stacks.SampleAsync();

        var tagged = await Stacks.WithAsync(("tags", """{"owner":"security","cost-center":"4711"}"""));

        var expected = plain
            .Resources.Where(resource => Takes(resource.Type))
            .Select(resource => resource.Title())
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Contains(
            "cloudformation/stackSet",
            plain.Resources.Where(resource => Takes(resource.Type)).Select(resource => resource.Title().Split(' ')[0])
        );
        Assert.Equal(
            expected,
            tagged
                .Resources.Where(resource => resource.Inputs.ContainsKey("tags"))
                .Select(resource => resource.Title())
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            tagged.Resources.Where(resource => resource.Inputs.ContainsKey("tags")),
            resource =>
                Assert.Equal(
                    ("security", "4711", 2),
                    (
                        (string?)resource.Inputs["tags"]!["owner"],
                        (string?)resource.Inputs["tags"]!["cost-center"],
                        resource.Inputs["tags"]!.AsObject().Count
                    )
                )
        );
        Assert.DoesNotContain(plain.Resources, resource => resource.Inputs.ContainsKey("tags"));
    }

    [Fact]
    public async Task A_trail_that_is_only_read_is_not_tagged() =>
        Assert.DoesNotContain(
            (
                await Stacks.WithAsync(
                    ("tags", """{"owner":"security"}"""),
                    ("trail", """{"reuse":"arn:aws:cloudtrail:eu-central-1:999999999999:trail/organization"}""")
                )
            ).Resources,
            resource => resource.Type == "aws:cloudtrail/trail:Trail"
        );

    private static bool Takes(string type) =>
        type.StartsWith("aws:", StringComparison.Ordinal)
        && Args.Single(one =>
                one.Key.Equals($"Pulumi.Aws.{type.Split(':')[1].Split('/')[0]}.{type.Split(':')[2]}", StringComparison.OrdinalIgnoreCase)
            )
            .Value.GetProperty("Tags")
            is not null;
}
