using System.ComponentModel;
using System.Text.RegularExpressions;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Output;
using BedrockDefense.Lint;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>new detection ID</c>: creates the folder of a detection, in which TODO marks what is still to be written.</summary>
internal sealed partial class NewCommand : Command<NewCommand.Settings>
{
    private const int LongestTitle = 256;

    private static readonly string Catalog = Path.Combine("policies", "detections");

    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<KIND>")]
        [Description("What to begin: detection.")]
        public string Kind { get; init; } = "";

        [CommandArgument(1, "<ID>")]
        [Description("Its id, which names the folder, such as config-recorder-stopped: words with hyphens, at most 50 characters.")]
        public string Id { get; init; } = "";

        [CommandOption("--out <DIR>")]
        [Description("Where to make the folder; policies/detections unless said otherwise.")]
        public string? Out { get; init; }

        [CommandOption("--title <TEXT>")]
        [Description("What the alert says happened.")]
        public string? Title { get; init; }

        [CommandOption("--event-source <SOURCE>")]
        [Description("The service whose calls it is about, such as config.amazonaws.com; needs --event-name.")]
        public string? EventSource { get; init; }

        [CommandOption("--event-name <NAME>")]
        [Description("A call, such as StopConfigurationRecorder (may be repeated); needs --event-source.")]
        public string[] EventNames { get; init; } = [];

        [CommandOption("--level <LEVEL>")]
        [Description("How severe it is: informational, low, medium, high or critical.")]
        public string? Level { get; init; }
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        List<string> faults = [.. Faults(settings)];
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(fault => new Fault(fault))]);
        }

        var folder = Path.Combine(settings.Out ?? Catalog, settings.Id);
        MakeParent(settings.Out);
        var skeleton = new DetectionSkeleton(settings.Title, LevelOf(settings.Level), settings.EventSource, settings.EventNames);
        NewFolder.Write(folder, skeleton.Files(DateOnly.FromDateTime(DateTime.UtcNow), Guid.NewGuid()));

        var shown = VisibleText.Of(folder.Replace('\\', '/'));
        Console.WriteLine($"{shown}: {DetectionFolder.Rule}, {DetectionFolder.Runbook}, {DetectionFolder.Cases}");
        Console.WriteLine("Write what TODO marks, and cases that hold each line of the rule.");
        Console.WriteLine($"Then: bedrock-defense lint {shown}");
        return ExitCode.Success;
    }

    private static IEnumerable<string> Faults(Settings settings)
    {
        if (settings.Kind != "detection")
        {
            yield return $"{VisibleText.Quote(settings.Kind, VisibleText.Excerpt)} is nothing that can be begun; write detection";
        }

        if (DetectionId.FaultOf(settings.Id) is { } id)
        {
            yield return id;
        }

        if (settings.Title is { } title)
        {
            if (title.Trim().Length == 0 || title.Length > LongestTitle || title.Any(char.IsControl))
            {
                yield return $"--title: write one line of at most {LongestTitle} characters, such as Configuration Recorder Stopped";
            }
            else if (AlertMessage.FaultOf(settings.Id, "title", title) is { } unsafeTitle)
            {
                yield return $"--title: {unsafeTitle}";
            }
        }

        if (settings.Level is { } level && LevelOf(level) is null)
        {
            yield return $"--level {VisibleText.Of(level, VisibleText.Excerpt)}: there is no such level;"
                + $" write {string.Join(", ", Enum.GetValues<SigmaLevel>().Select(one => one.SigmaName()))}";
        }

        if (settings.EventSource is null != (settings.EventNames is []))
        {
            yield return "--event-source and --event-name go together; give both, or neither";
        }
        else if (settings.EventSource is { } source)
        {
            if (!Domain().IsMatch(source))
            {
                yield return $"--event-source {VisibleText.Quote(source, VisibleText.Excerpt)}:"
                    + " write it as CloudTrail does, such as config.amazonaws.com";
            }
            else if (EventNames.FaultOfSource(source) is { } unknown)
            {
                yield return $"--event-source: {unknown}";
            }

            foreach (var name in settings.EventNames)
            {
                if (!Name().IsMatch(name))
                {
                    yield return $"--event-name {VisibleText.Quote(name, VisibleText.Excerpt)}:"
                        + " write the name of a call, such as StopConfigurationRecorder";
                }
                else if (EventNames.FaultOfName(name, [source]) is { } unknownName)
                {
                    yield return $"--event-name: {unknownName}";
                }
            }

            foreach (
                var again in settings.EventNames.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            )
            {
                yield return $"--event-name {VisibleText.Of(again.Key, VisibleText.Excerpt)} is given twice";
            }
        }
    }

    // Without a catalog, nothing would find a folder at the default place.
    private static void MakeParent(string? named)
    {
        if (named is null)
        {
            if (!Directory.Exists(Catalog))
            {
                throw new InvalidInputException(
                    "there is no folder policies/detections here; go to the repository that has it, or say where to write with --out DIR"
                );
            }

            return;
        }

        try
        {
            Directory.CreateDirectory(named);
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot write to {VisibleText.Quote(named)}: {FileReason.OfFolder(exception)}");
        }
    }

    private static SigmaLevel? LevelOf(string? text) =>
        Enum.GetValues<SigmaLevel>().Where(level => level.SigmaName() == text).Select(level => (SigmaLevel?)level).FirstOrDefault();

    [GeneratedRegex(@"\A[a-z0-9-]+(\.[a-z0-9-]+)+\z")]
    private static partial Regex Domain();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
