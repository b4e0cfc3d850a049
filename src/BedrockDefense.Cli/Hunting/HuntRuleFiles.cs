using BedrockDefense.Catalog;
using BedrockDefense.Conversion;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using Detection = BedrockDefense.Catalog.Detection;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The rules that <c>hunt</c> looks for: the catalog, or what <c>--rule</c> names.</summary>
internal static class HuntRuleFiles
{
    /// <summary>The rules, their placeholders filled from the configuration.</summary>
    /// <exception cref="InvalidInputException">A rule or the configuration cannot be used.</exception>
    public static HuntRules Read(HuntCommand.Settings settings)
    {
        if (settings.Rules is [])
        {
            // The configuration first: meanwhile another thread reads the catalog.
            var placeholders = settings.Placeholders;
            return new HuntRules(Detection.All, Hunt.All).Expand(placeholders);
        }

        var faults = new List<Fault>();
        var rules = Named(settings.Rules, faults);
        if (faults.Count > 0)
            throw new InvalidInputException(faults);
        var isWaiting = rules.Detections.Select(detection => detection.Rule).Concat(rules.Correlations.SelectMany(hunt => hunt.Rules)).Any(rule => RulePlaceholders.Of(rule).Count > 0);
        return isWaiting ? rules.Expand(settings.Placeholders) : rules;
    }

    private static HuntRules Named(string[] names, List<Fault> faults)
    {
        var (detections, hunts) = (new List<Detection>(), new List<Hunt>());
        foreach (var name in names)
        {
            if (Detection.All.FirstOrDefault(one => one.Id == name) is { } detection)
                detections.Add(detection);
            else if (Hunt.All.FirstOrDefault(one => one.Id == name) is { } hunt)
                hunts.Add(hunt);
            else if (name == InputFile.StandardInput || Directory.Exists(name) || File.Exists(name))
                ReadFiles(name, detections, hunts, faults);
            else
                faults.Add(new Fault($"--rule {name}: there is no such detection or hunt, and no such file; lint lists what is wrong with rules of your own"));
        }

        return new HuntRules([.. detections.Distinct()], [.. hunts.Distinct()]);
    }

    private static void ReadFiles(string path, List<Detection> detections, List<Hunt> hunts, List<Fault> faults)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".yml" or ".yaml").Order(StringComparer.Ordinal)]
            : [path];
        foreach (var file in files)
        {
            try
            {
                var (id, yaml) = (Path.GetFileNameWithoutExtension(file), InputFile.ReadText(file));
                if (SigmaFile.Parse(yaml, file).Correlations.Count > 0)
                    hunts.Add(Hunt.Parse(id, yaml, file));
                else
                    detections.Add(new Detection(id, SigmaRule.Parse(yaml, file)));
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        if (files.Length == 0)
            faults.Add(new Fault($"--rule {path}: the folder has no file ending in .yml or .yaml"));
    }
}
