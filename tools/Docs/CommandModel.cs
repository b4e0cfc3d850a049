using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BedrockDefense.Cli;
using BedrockDefense.Cli.Verbs;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Docs;

/// <summary>A verb of the command, as the command line itself describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, and which exit codes of its own it has.</param>
/// <param name="Arguments">Its arguments, in their order.</param>
/// <param name="Options">Its options.</param>
/// <param name="Examples">Examples, without the command's name.</param>
internal sealed partial record CommandModel(
    string Name,
    string Description,
    IReadOnlyList<CommandParameter> Arguments,
    IReadOnlyList<CommandParameter> Options,
    IReadOnlyList<string> Examples
)
{
    private const int Unbroken = 100_000;

    /// <summary>Every verb, in the order in which <c>--help</c> lists them.</summary>
    public static IReadOnlyList<CommandModel> All()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Unbroken;
        var app = new CommandApp();
        app.Configure(config =>
        {
            config.ConfigureConsole(console);
            VerbList.Register(config);
        });
        app.Run(["cli", "xmldoc"]);
        return [.. XDocument.Parse(text.ToString()).Root!.Elements("Command").Select(Of)];
    }

    /// <summary>Every exit code with what it means, as <see cref="ExitCode"/> documents it.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> ExitCodes()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(ExitCode).Assembly.Location, ".xml"));
        return
        [
            .. typeof(ExitCode)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field =>
                    (
                        (int)field.GetRawConstantValue()!,
                        Sentence(
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
            // The model lists the words of all examples in one row; each begins with the verb, which may also be an option's value.
            if (word == name && (examples.Count == 0 || examples[^1].Split(' ')[^1] is not ['-', '-', ..]))
            {
                examples.Add(word);
            }
            else
            {
                examples[^1] += $" {Quoted(word)}";
            }
        }

        return new(
            name,
            Text(command),
            [
                .. command
                    .Elements("Parameters")
                    .Elements("Argument")
                    .OrderBy(argument => (int)argument.Attribute("Position")!)
                    .Select(Argument),
            ],
            [.. command.Elements("Parameters").Elements("Option").Select(option => Option(option, settings))],
            examples
        );
    }

    private static CommandParameter Argument(XElement argument) =>
        new(Repeated($"{argument.Attribute("Name")!.Value}", argument), Text(argument), null, IsRequired(argument));

    private static CommandParameter Option(XElement option, Type settings)
    {
        var name = (string)option.Attribute("Long")!;
        var value = (string?)option.Attribute("Value") is { Length: > 0 } and not "NULL" and { } given ? $" {given}" : "";
        var property = settings
            .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Single(property => property.GetCustomAttribute<CommandOptionAttribute>()?.LongNames.Contains(name) == true);
        return new(
            Repeated($"--{name}{value}", option),
            Text(option),
            property.GetCustomAttribute<DefaultValueAttribute>()?.Value?.ToString(),
            IsRequired(option)
        );
    }

    private static string Repeated(string text, XElement parameter) => (string?)parameter.Attribute("Kind") == "vector" ? $"{text}…" : text;

    private static bool IsRequired(XElement parameter) => (bool)parameter.Attribute("Required")!;

    private static string Text(XElement element) => Spaces().Replace(element.Element("Description")!.Value, " ").Trim();

    private static string Sentence(XElement member) => Spaces().Replace(member.Element("summary")!.Value, " ").Trim();

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>An argument or an option of a verb.</summary>
/// <param name="Name">Its name, an option's with what its value is; an ellipsis says that there may be several.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">What is taken without it; null where nothing is, or where the description says it.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record CommandParameter(string Name, string Description, string? Default, bool IsRequired);
