using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BedrockDefense.Cli;
using BedrockDefense.Cli.Verbs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Docs;

/// <summary>A verb of the command, as the command line describes it.</summary>
/// <param name="Name">The name of the verb.</param>
/// <param name="Description">What the verb does, with the exit codes that only this verb has.</param>
/// <param name="Arguments">The arguments, in order.</param>
/// <param name="Options">The options.</param>
/// <param name="Examples">The examples, without the command's name.</param>
internal sealed partial record CommandModel(
    string Name,
    string Description,
    IReadOnlyList<CommandParameter> Arguments,
    IReadOnlyList<CommandParameter> Options,
    IReadOnlyList<string> Examples
)
{
    private const int UnlimitedWidth = 100_000;

    /// <summary>Returns every verb, in the order in which <c>--help</c> lists them.</summary>
    public static IReadOnlyList<CommandModel> All()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = UnlimitedWidth;
        var app = new CommandApp();
        app.Configure(config =>
        {
            config.ConfigureConsole(console);
            VerbList.Register(config);
        });
        app.Run(["cli", "xmldoc"]);
        return [.. XDocument.Parse(text.ToString()).Root!.Elements("Command").Select(Of)];
    }

    /// <summary>Returns every exit code with its meaning, as <see cref="ExitCode"/> documents it.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> ReadExitCodes()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(ExitCode).Assembly.Location, ".xml"));
        return
        [
            .. typeof(ExitCode)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field =>
                    (
                        (int)field.GetRawConstantValue()!,
                        SummaryOf(
                            documentation
                                .Descendants("member")
                                .Single(member => (string?)member.Attribute("name") == $"F:{typeof(ExitCode).FullName}.{field.Name}")
                        )
                    )
                )
                .OrderBy(code => code.Item1),
        ];
    }

    private static CommandModel Of(XElement command)
    {
        var name = (string)command.Attribute("Name")!;
        var settings = typeof(VerbList).Assembly.GetType((string)command.Attribute("Settings")!)!;
        List<string> examples = [];
        foreach (var word in command.Elements("Examples").Elements("Example").Select(example => (string)example.Attribute("commandLine")!))
        {
            // The model lists the words of all examples in one row. Each example begins with the verb, but the same word may
            // also be the value of an option.
            if (word == name && (examples.Count == 0 || examples[^1].Split(' ')[^1] is not ['-', '-', ..]))
            {
                examples.Add(word);
            }
            else
            {
                examples[^1] += $" {Quote(word)}";
            }
        }

        return new(
            name,
            DescriptionOf(command),
            [
                .. command
                    .Elements("Parameters")
                    .Elements("Argument")
                    .OrderBy(argument => (int)argument.Attribute("Position")!)
                    .Select(ReadArgument),
            ],
            [.. command.Elements("Parameters").Elements("Option").Select(option => ReadOption(option, settings))],
            examples
        );
    }

    private static CommandParameter ReadArgument(XElement argument) =>
        new(MarkRepeated($"{argument.Attribute("Name")!.Value}", argument), DescriptionOf(argument), null, IsRequired(argument));

    private static CommandParameter ReadOption(XElement option, Type settings)
    {
        var name = (string)option.Attribute("Long")!;
        var value = (string?)option.Attribute("Value") is { Length: > 0 } and not "NULL" and { } given ? $" {given}" : "";
        var property = settings
            .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(property => property.GetCustomAttribute<CommandOptionAttribute>()?.LongNames.Contains(name) == true);
        return new(
            MarkRepeated($"--{name}{value}", option),
            DescriptionOf(option),
            property.GetCustomAttribute<DefaultValueAttribute>()?.Value?.ToString(),
            IsRequired(option)
        );
    }

    private static string MarkRepeated(string text, XElement parameter) =>
        (string?)parameter.Attribute("Kind") == "vector" ? $"{text}…" : text;

    private static bool IsRequired(XElement parameter) => (bool)parameter.Attribute("Required")!;

    private static string DescriptionOf(XElement element) => Spaces().Replace(element.Element("Description")!.Value, " ").Trim();

    private static string SummaryOf(XElement member) => Spaces().Replace(member.Element("summary")!.Value, " ").Trim();

    private static string Quote(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>An argument or an option of a verb.</summary>
/// <param name="Name">The name. For an option it includes the kind of its value. An ellipsis says that there may be several.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">
/// The value that is taken when it is missing; null where there is none, or where the description says it.
/// </param>
/// <param name="IsRequired">Whether it must be given.</param>
internal sealed record CommandParameter(string Name, string Description, string? Default, bool IsRequired);
