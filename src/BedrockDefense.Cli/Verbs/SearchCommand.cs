using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Searching;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Searching;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>search PATH… CONDITION…</c>: shows the events in CloudTrail's files that fulfil conditions.</summary>
internal sealed class SearchCommand : Command<SearchSettings>
{
    public override int Execute(CommandContext context, SearchSettings settings, CancellationToken cancellationToken)
    {
        var arguments = SearchArguments.Read(settings);
        using var archive = arguments.Archive;
        foreach (var doubt in arguments.Query.Doubts)
        {
            ConsoleOutput.WriteRemark(VisibleText.Of($"note: {doubt}"));
        }

        var options = IndexOption.Open(archive);
        using var interruption = new Interruption();
        using var output = FoundEventWriter.Create(settings.Format, settings.Raw);
        HuntReport report;
        using (var watch = HuntWatch.Start(archive.Sources))
        {
            report = Searcher.Run(arguments.Query, archive.Sources.Files, options, output.Write, watch?.Progress, interruption.Token);
        }

        report = report with { Faults = [.. archive.Sources.Unlisted, .. report.Faults] };
        output.Finish(report);
        return IndexOption.Save(options, archive.Sources.Files.Count, HuntRemarks.Write(report, archive));
    }
}
