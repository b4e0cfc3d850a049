using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Docs.Tests;

/// <summary>
/// <c>docs/settings.schema.json</c> is written by hand, and these tests compare it with the parser. Both must know the same keys and
/// fields, defaults, choices and bounds. Both must accept or refuse the same files, except those that <c>cases/settings/schema.json</c>
/// lists.
/// </summary>
public sealed partial class SettingsSchemaTests
{
    private const string Unknown = "no-such-field";

    private static readonly SettingsSchema Schema = SettingsSchema.Read(Repository.Root);

    private static readonly JsonNode Cases = JsonNode.Parse(Repository.Case("settings/schema.json"))!;

    private static readonly HashSet<string> BeyondSchema =
    [
        .. Cases["beyond"]!.AsArray().SelectMany(reason => reason!["cases"]!.AsArray()).Select(name => name!.GetValue<string>()),
    ];

    public static TheoryData<string> ValidCases => Repository.Names("settings/valid.json");

    public static TheoryData<string> InvalidCases => Repository.Names("settings/invalid.json");

    public static TheoryData<string> EmulatedConfigurations => Repository.Names("emulator/configurations.json");

    public static TheoryData<string> Scenarios => [.. Scenario.Ids];

    public static TheoryData<string> SecretCases => [.. Cases["secrets"]!.AsArray().Select(one => one!["name"]!.GetValue<string>())];

    public static TheoryData<string> Keys => [.. AllSettings.Select(setting => setting.Key)];

    public static TheoryData<string> KeysWithDefaults =>
        [.. AllSettings.Where(setting => setting.Schema["default"] is not null).Select(setting => setting.Key)];

    public static TheoryData<string> KeysWithChoices =>
        [.. AllSettings.Where(setting => Choices(setting) is not null).Select(setting => setting.Key)];

    public static TheoryData<string> KeysWithBounds =>
        [.. AllSettings.Where(setting => Bounds(setting) is not null).Select(setting => setting.Key)];

    [Theory]
    [MemberData(nameof(ValidCases))]
    public void What_the_parser_takes_is_valid(string name) =>
        AssertValid(StackFile.Of(SettingsCase.Find("settings/valid.json", name).Config));

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void What_the_parser_refuses_is_invalid_or_beyond_a_schema(string name)
    {
        var isValid = StackFile.Of(SettingsCase.Find("settings/invalid.json", name).Config).IsValid;

        Assert.Equal(BeyondSchema.Contains(name), isValid);
    }

    [Fact]
    public void What_is_beyond_a_schema_is_a_case() =>
        Assert.Empty(BeyondSchema.Except(Repository.Cases("settings/invalid.json").Select(one => one["name"]!.GetValue<string>())));

    [Theory]
    [InlineData("Pulumi.dev.yaml")]
    [InlineData("docs/Pulumi.prod.yaml")]
    public void The_samples_are_valid_and_name_the_schema(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var yaml = File.ReadAllText(path);

        AssertValid(StackFile.OfYaml(yaml));
        var named = SchemaLine().Match(yaml).Groups["path"].Value;
        Assert.Equal(
            Path.Combine(Repository.Root, SettingsSchema.Path),
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, named))
        );
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_configuration_of_a_scenario_is_valid(string id)
    {
        var scenario = Scenario.Load(id);

        AssertValid(StackFile.Of(ScenarioConfiguration.For(scenario, ConfigFile.Read(Repository.SampleConfiguration), hasTargets: false)));
    }

    [Theory]
    [MemberData(nameof(EmulatedConfigurations))]
    public void The_configuration_of_an_emulated_stack_is_valid(string name) =>
        AssertValid(StackFile.Of(SettingsCase.Find("emulator/configurations.json", name).Config));

    [Fact]
    public void The_settings_that_the_README_shows_are_valid()
    {
        var blocks = YamlBlock()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .Select(block => block.Groups["yaml"].Value);

        foreach (var block in blocks.Where(block => block.StartsWith("bedrock-defense:", StringComparison.Ordinal)))
        {
            var shown = StackFile.OfYaml($"config:\n  {block.Replace("\n", "\n  ", StringComparison.Ordinal)}");
            var file = StackFile.Minimal;
            foreach (var (key, value) in shown.Config)
            {
                file.Config[key] = value!.DeepClone();
            }

            AssertAccepted(file);
        }
    }

    [Theory]
    [MemberData(nameof(SecretCases))]
    public void A_secret_is_where_the_parser_takes_one(string name)
    {
        var one = Cases["secrets"]!.AsArray().Single(secret => secret!["name"]!.GetValue<string>() == name)!;
        var file = StackFile.Minimal;
        foreach (var (key, value) in one["config"]!.AsObject())
        {
            file.Config[key] = value!.DeepClone();
        }

        var isTaken = one["isTaken"]!.GetValue<bool>();
        Assert.Equal((isTaken, isTaken), (file.IsValid, file.Faults.Count == 0));
    }

    [Fact]
    public void Both_know_the_same_settings()
    {
        var file = StackFile.Minimal;
        file.Config[$"bedrock-defense:{Unknown}"] = "x";

        Assert.False(file.IsValid);
        Assert.Equal(
            Schema.Settings.Select(setting => setting.Key).Where(key => key != "aws:region").Order(StringComparer.Ordinal),
            ListIn(Assert.Single(file.Faults), "the settings are ")
        );
    }

    // This test also finds an object that the parser reads but the schema does not know.
    [Theory]
    [MemberData(nameof(Keys))]
    public void Both_know_the_same_fields(string key)
    {
        var setting = Find(key);
        var value = new JsonObject { [Unknown] = "x" };
        var isList = setting.Schema["items"] is not null;
        var file = StackFile.With(Top(key), key, isList ? new JsonArray(value) : value);

        var known = file.Faults.Where(fault => fault.Contains("there is no such field", StringComparison.Ordinal)).ToList();

        Assert.False(file.IsValid && setting.Fields.Count > 0);
        Assert.Equal(
            setting
                .Fields.Where(field => !field.Key.Contains(".*.", StringComparison.Ordinal))
                .Select(field => field.Key.Split('.')[^1])
                .Order(),
            known.SelectMany(fault => ListIn(fault, " are ")).Order()
        );
    }

    [Fact]
    public void Both_know_the_same_fields_of_an_account_that_logs_elsewhere()
    {
        const string key = "bedrock-defense:invocationLogging.perAccount";
        var file = StackFile.With(Top(key), $"{key}.*.{Unknown}", "x");

        Assert.False(file.IsValid);
        Assert.Equal(Find(key).Fields.Select(field => field.Key.Split('.')[^1]), ListIn(Assert.Single(file.Faults), " are "));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_example_is_taken_by_both(string key)
    {
        var file = StackFile.With(Top(key), key, Find(key).Example);
        if (key == "bedrock-defense:optInRegions")
        {
            file.Config["bedrock-defense:regions"] = new JsonArray("eu-central-1", Find(key).Example[0]!.DeepClone());
        }

        AssertAccepted(file);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_is_taken_by_both_or_refused_by_both(string key)
    {
        var values = Repository.Cases("settings/values.json").Single(one => one["key"]!.GetValue<string>() == key);

        Assert.All(values["taken"]!.AsArray(), value => AssertAccepted(StackFile.With(Top(key), key, value)));
        Assert.NotEmpty(values["refused"]!.AsArray());
        Assert.All(
            values["refused"]!.AsArray(),
            value =>
            {
                var file = StackFile.With(Top(key), key, value);
                Assert.Equal((false, false), (file.IsValid, file.Faults.Count == 0));
            }
        );
    }

    [Theory]
    [MemberData(nameof(KeysWithDefaults))]
    public void A_default_is_what_the_parser_takes_where_nothing_is_said(string key)
    {
        var setting = Find(key);

        var unsaid = Text(StackFile.With(Top(key), key, null));

        Assert.Equal(unsaid, Text(StackFile.With(Top(key), key, setting.Schema["default"])));
        if (key != "bedrock-defense:optInRegions")
        {
            Assert.NotEqual(unsaid, Text(StackFile.With(Top(key), key, setting.Example)));
        }
    }

    [Theory]
    [MemberData(nameof(KeysWithBounds))]
    public void A_number_has_the_bounds_that_the_parser_names(string key)
    {
        var (least, most) = Bounds(Find(key))!.Value;

        var fault = Assert.Single(StackFile.With(Top(key), key, -1).Faults);

        Assert.EndsWith($"write a whole number from {least} to {most}", fault, StringComparison.Ordinal);
        Assert.All([least, most], number => Assert.True(StackFile.With(Top(key), key, number).IsValid));
        Assert.All([least - 1, most + 1], number => Assert.False(StackFile.With(Top(key), key, number).IsValid));
    }

    [Theory]
    [MemberData(nameof(KeysWithChoices))]
    public void A_choice_is_among_those_that_the_parser_names(string key)
    {
        var setting = Find(key);
        var choices = Choices(setting)!;
        JsonNode none = choices.All(choice => choice.All(char.IsAsciiDigit)) ? 2 : Unknown;
        var file = StackFile.With(Top(key), key, setting.Schema["items"] is null ? none : new JsonArray(none));

        var place = Regex.Escape(key).Replace(@"\[]", @"\[[0-9]+]", StringComparison.Ordinal);
        var fault = file.Faults.Single(one => Regex.IsMatch(one, $@"\A{place}"));

        Assert.False(file.IsValid);
        var named = Remark().Replace(fault[(fault.LastIndexOf("write ", StringComparison.Ordinal) + "write ".Length)..], "");
        Assert.Equal(
            choices.Order(StringComparer.Ordinal),
            Word().Matches(named).Select(word => word.Value).Except(["one", "of", "or"]).Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<Setting> AllSettings => Schema.Settings.SelectMany(setting => setting.SelfAndDescendants);

    private static Setting Find(string key) => AllSettings.Single(setting => setting.Key == key);

    private static Setting Top(string key) => Schema.Settings.Single(setting => setting.SelfAndDescendants.Any(one => one.Key == key));

    private static (int Least, int Most)? Bounds(Setting setting) =>
        setting.Schema["anyOf"]?[0] is JsonObject way && way["type"]?.GetValue<string>() == "integer"
            ? (way["minimum"]!.GetValue<int>(), way["maximum"]!.GetValue<int>())
            : null;

    // The Regions and the ids of the catalog are not listed by hand.
    private static IReadOnlyList<string>? Choices(Setting setting)
    {
        var schema = setting.Schema["items"]?.AsObject() ?? setting.Schema;
        var choices = schema["$ref"] is null ? schema["enum"] ?? schema["anyOf"]?[0]?["enum"] : null;
        return setting.Key == "aws:region" || choices is null
            ? null
            :
            [
                .. choices
                    .AsArray()
                    .Select(choice => choice!.GetValueKind() == JsonValueKind.String ? choice.GetValue<string>() : choice.ToJsonString())
                    .Distinct(),
            ];
    }

    private static string[] ListIn(string fault, string after) =>
        fault[(fault.LastIndexOf(after, StringComparison.Ordinal) + after.Length)..].Split(", ");

    private static string Text(StackFile file) => JsonSerializer.Serialize(file.Settings);

    private static void AssertValid(StackFile file) => Assert.True(file.IsValid, file.Complaints);

    private static void AssertAccepted(StackFile file)
    {
        Assert.Empty(file.Faults);
        AssertValid(file);
    }

    [GeneratedRegex(@"^# yaml-language-server: \$schema=(?<path>\S+)$", RegexOptions.Multiline)]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@" ?\([^)]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex("[a-z0-9-]+")]
    private static partial Regex Word();
}
