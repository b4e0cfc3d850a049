using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Investigating;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting.Investigating;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>investigate PATH…</c>: tells where credentials come from, what was done with them, what of it is new, and when.</summary>
internal sealed class InvestigateCommand : Command<InvestigateSettings>
{
    public override int Execute(CommandContext context, InvestigateSettings settings, CancellationToken cancellationToken)
    {
        var arguments = InvestigateArguments.Read(settings);
        using var archive = arguments.Archive;
        var options = IndexOption.Open(archive);
        using var interruption = new Interruption();
        using var output = InvestigationWriter.Create(settings.Format, settings.Raw);
        InvestigationReport report;
        using (var watch = HuntWatch.Start(archive.Sources.StoredBytes))
        {
            report = Investigator.Run(arguments.Request, archive.Sources.Files, options, output.Write, watch?.Progress, interruption.Token);
        }

        var reading = report.Reading with { Faults = [.. archive.Sources.Unlisted, .. report.Reading.Faults] };
        output.Finish(reading);
        var exitCode = IndexOption.Save(options, archive.Sources.Files.Count, HuntRemarks.Write(reading, archive));
        var remarks = Remarks(report).ToList();
        remarks.ForEach(ConsoleOutput.WriteRemark);
        return exitCode == ExitCode.Success && remarks.Count > 0 ? ExitCode.Damaged : exitCode;
    }

    private static IEnumerable<string> Remarks(InvestigationReport report)
    {
        if (report.Traced == 0 && !report.Reading.IsPartial)
        {
            yield return "not found: no event to start from has an access key";
        }

        if (report.MissingLinks > 0)
        {
            yield return FormattableString.Invariant($"missing: {report.MissingLinks} links are not in the archive");
        }

        foreach (var value in report.Reading.IsPartial ? [] : report.UnseenStarts)
        {
            yield return VisibleText.Of($"not found: {value} occurs in no event to start from");
        }

        if (report.StartsWithoutKey > 0)
        {
            yield return FormattableString.Invariant(
                $"not traced: {report.StartsWithoutKey} events to start from have no access key, such as sign-ins and calls of services"
            );
        }

        if (report.LinksLeftOut > 0)
        {
            yield return FormattableString.Invariant(
                $"left out: {report.LinksLeftOut} more events; start from fewer access keys, or use --since and --until"
            );
        }

        foreach (var omission in report.Omissions)
        {
            yield return VisibleText.Of(omission);
        }
    }
}
