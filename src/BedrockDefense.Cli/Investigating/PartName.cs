using System.Text.RegularExpressions;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Baselines;
using BedrockDefense.Hunting.Investigating;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Cli.Investigating;

/// <summary>The names of the parts of an answer and of the kinds of their lines, as options and all formats write them.</summary>
internal static partial class PartName
{
    public const string Chain = "chain";
    public const string Summary = "summary";
    public const string New = "new";
    public const string Timeline = "timeline";

    /// <summary>The parts, by their names.</summary>
    public static readonly IReadOnlyDictionary<string, InvestigationParts> All = new Dictionary<string, InvestigationParts>
    {
        [Chain] = InvestigationParts.Chain,
        [Summary] = InvestigationParts.Summary,
        [New] = InvestigationParts.New,
        [Timeline] = InvestigationParts.Timeline,
    };

    /// <summary>Returns the name of a link's kind.</summary>
    public static string Of(ChainLinkKind kind) => kind == ChainLinkKind.Use ? "used" : Kebab(kind);

    /// <summary>Returns the name of an owner of calls.</summary>
    public static string Of(ActivityOwner owner) => Kebab(owner);

    /// <summary>Returns the name of a group of calls.</summary>
    public static string Of(ApiGroup group) => Kebab(group);

    /// <summary>Returns the name of something that can be new.</summary>
    public static string Of(NoveltyKind kind) => Kebab(kind);

    /// <summary>Returns the name of an entry's kind.</summary>
    public static string Of(TimelineKind kind) => Kebab(kind);

    // The words of a name, in small letters, between hyphens.
    private static string Kebab<T>(T value)
        where T : struct, Enum => WordStart().Replace(value.ToString(), "-").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
