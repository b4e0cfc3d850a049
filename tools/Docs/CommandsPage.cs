using System.Globalization;

namespace BedrockDefense.Docs;

/// <summary>Writes <c>docs/commands.md</c>, the verbs of <c>bedrock-defense</c>, from the model of its command line.</summary>
internal static class CommandsPage
{
    private const string Exit = " Exit ";

    /// <summary>Returns the page's text.</summary>
    public static string Of()
    {
        var commands = CommandModel.All();
        var page = new Markdown(
            "Commands",
            "the command line's own model",
            "The verbs of `bedrock-defense`. `make tool` installs it for your user; in the repository, `dotnet run --project "
                + "src/BedrockDefense.Cli --` runs it. `bedrock-defense VERB --help` says the same as this page."
        );
        page.Paragraph(
            "A file named `-` is standard input. An option whose value is marked with `…` may be repeated; any other that "
                + "is given twice is a "
                + "fault. Answers go to standard output, progress and errors to standard error."
        );
        page.Heading(2, "At a glance");
        page.Table(
            ["Verb", "What it does"],
            commands.Select(command => (string[])[Markdown.LinkToHeading(command.Name), Purpose(command)])
        );
        page.Heading(2, "Exit codes");
        page.Table(
            ["Code", "Meaning"],
            CommandModel.ReadExitCodes().Select(code => (string[])[code.Code.ToString(CultureInfo.InvariantCulture), code.Meaning])
        );
        foreach (var command in commands)
        {
            page.Heading(2, Markdown.Code(command.Name));
            page.Paragraph(Purpose(command));
            page.Code(
                "sh",
                $"bedrock-defense {command.Name}{string.Concat(command.Arguments.Select(WriteArgument))}{Required(command)} [OPTIONS]"
            );
            if (command.Description.IndexOf(Exit, StringComparison.Ordinal) is >= 0 and var exit)
            {
                page.Paragraph($"Exit code: {Markdown.Escape(command.Description[(exit + Exit.Length)..])}");
            }

            page.Table(
                ["Argument or option", "What it does"],
                command.Arguments.Concat(command.Options).Select(one => (string[])[Markdown.Code(one.Name), Description(one)])
            );
            page.Code("sh", string.Join('\n', command.Examples.Select(example => $"bedrock-defense {example}")));
        }

        return page.ToString();
    }

    private static string Purpose(CommandModel command) => Markdown.Escape(command.Description.Split(Exit)[0]);

    private static string WriteArgument(CommandParameter argument) => argument.IsRequired ? $" {argument.Name}" : $" [{argument.Name}]";

    private static string Required(CommandModel command) =>
        string.Concat(command.Options.Where(option => option.IsRequired).Select(option => $" {option.Name}"));

    private static string Description(CommandParameter parameter) =>
        $"{Markdown.Escape(parameter.Description)}{(parameter.IsRequired ? " Required." : "")}"
        + $"{(parameter.Default is null ? "" : $" Default: `{parameter.Default}`.")}";
}
