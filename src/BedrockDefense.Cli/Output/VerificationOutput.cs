using System.Globalization;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Output;

/// <summary>Writes what a verification found.</summary>
internal static class VerificationOutput
{
    // A policy can have thousands of characters; what differs is near where two texts part.
    private const int MostCharacters = 160;

    // A sentence or a command is longer only when somebody made it so.
    private const int MostOfSentence = 600;

    private const int MostPlaces = 10;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format"><c>table</c>, <c>json</c> or <c>html</c>.</param>
    public static void Write(VerificationReport report, string format)
    {
        switch (format)
        {
            case "json":
                ConsoleOutput.WriteJson(report);
                break;
            case "html":
                Console.Out.WriteLine(VerificationPage.Of(report, TimeProvider.System.GetUtcNow()));
                break;
            default:
                WriteText(report);
                break;
        }
    }

    private static void WriteText(VerificationReport report)
    {
        foreach (var alike in Alike(report.Deviations))
        {
            var first = alike[0];
            var more = alike.Count - 1;
            ConsoleOutput.WriteLine($"{Name(first)}  {Title(first)}{(more == 0 ? "" : $" and {more} more")}", indent: 2);
            foreach (var line in Details(first))
            {
                ConsoleOutput.WriteLine($"  {line}", indent: 4);
            }

            if (more > 0)
            {
                ConsoleOutput.WriteLine($"  also in {VisibleText.Of(Places(alike.Skip(1)))}", indent: 4);
            }
        }

        if (report.Deviations.Count > 0)
        {
            ConsoleOutput.WriteLine("");
        }

        ConsoleOutput.WriteLine(Summary(report));
        foreach (var fact in report.Facts)
        {
            ConsoleOutput.WriteLine(VisibleText.Of(fact));
        }

        foreach (var sentence in report.NotChecked)
        {
            ConsoleOutput.WriteLine($"Not checked: {VisibleText.Of(sentence)}");
        }
    }

    /// <summary>Puts deviations together that differ in account and Region only: one cause can be behind thousands of them.</summary>
    public static IEnumerable<IReadOnlyList<Deviation>> Alike(IEnumerable<Deviation> deviations) =>
        deviations.GroupBy(one => (one.Kind, one.Resource, one.Field, one.Declared, one.Found)).Select(alike => alike.ToList());

    /// <summary>Lists the first places of deviations, by account.</summary>
    public static string Places(IEnumerable<Deviation> deviations)
    {
        var places = deviations.Select(one => (one.Account, one.Region)).ToList();
        return string.Join(
                "; ",
                places
                    .Take(MostPlaces)
                    .GroupBy(place => place.Account)
                    .Select(ofAccount => $"{ofAccount.Key} {string.Join(", ", ofAccount.Select(place => place.Region))}")
            ) + (places.Count > MostPlaces ? ", …; --format json lists all" : "");
    }

    /// <summary>Says in a sentence how much stands as declared.</summary>
    public static string Summary(VerificationReport report)
    {
        var wrong = report.Deviations.Count(deviation => deviation.Kind != DeviationKind.Unseen);
        var unseen = report.Deviations.Count - wrong;
        var stands =
            wrong == 0 ? $"All that was seen of {report.Resources} resources stands as declared"
            : wrong == 1 ? $"1 thing of {report.Resources} resources is not as declared"
            : $"{wrong} things of {report.Resources} resources are not as declared";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{stands}; {report.CoveredPlaces} of {report.Places} pairs of account and Region are covered; {Entered(report.Members)}"
                + $"{unseen} could not be seen ({report.Requests} requests)."
        );
    }

    private static string Entered(MembersReport? members) =>
        members is null
            ? ""
            : $"{members.Entered} of {members.Accounts} member accounts were entered, and {members.Resources} resources compared there; ";

    private static string Name(Deviation deviation) => deviation.Kind.ToString().ToUpperInvariant();

    /// <summary>Names what deviates, and where.</summary>
    public static string Title(Deviation deviation) =>
        Cut(
            $"{deviation.Resource}{(deviation.Field is null ? "" : $", {deviation.Field}")} ({deviation.Account}, {deviation.Region}"
                + $"{(deviation.Source == DeviationSource.Member ? ", by the member's own word" : "")})"
        );

    /// <summary>Gives the command or step that mends a deviation.</summary>
    public static string Remedy(Deviation deviation) => Cut(deviation.Remedy);

    /// <summary>Says in lines what was declared and found, and at last what mends it.</summary>
    public static IEnumerable<string> Details(Deviation deviation)
    {
        if (deviation.Declared is { } declared)
        {
            var start = SharedStart(declared, deviation.Found);
            yield return $"declared {Excerpt(declared, start)}";
            yield return $"found    {Excerpt(deviation.Found, start)}";
        }
        else
        {
            yield return Cut(deviation.Found);
        }

        yield return $"mend with: {Remedy(deviation)}";
    }

    // A command that is not whole must not be taken for one.
    private static string Cut(string text) =>
        text.Length <= MostOfSentence ? VisibleText.Of(text) : $"{VisibleText.Of(text[..MostOfSentence])}… (--format json has it whole)";

    private static int SharedStart(string one, string other)
    {
        var shared = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return one.Length <= MostCharacters && other.Length <= MostCharacters ? 0 : Math.Max(0, shared - (MostCharacters / 4));
    }

    private static string Excerpt(string text, int start)
    {
        var excerpt = text[Math.Min(start, text.Length)..];
        var shown = VisibleText.Of(excerpt.Length <= MostCharacters ? excerpt : excerpt[..MostCharacters]);
        return $"{(start > 0 ? "…" : "")}{shown}{(excerpt.Length > MostCharacters ? "…" : "")}";
    }
}
