namespace BedrockDefense.Infra.Foundation;

/// <summary>
/// The physical names that policies refer to, so that they are fixed here rather than generated: a guardrail can only
/// protect, and a bus policy only trust, a name that is known beforehand.
/// </summary>
internal static class Names
{
    /// <summary>The trail and the central bus; the prefix of everything else.</summary>
    public const string Product = "bedrock-defense";

    /// <summary>What the forwarders' names begin with, in every account and Region; their role adds <c>-&lt;Region&gt;</c>.</summary>
    public const string Forwarder = "bedrock-defense-forwarder";

    /// <summary>The stack set of the forwarders in Regions that are not governed.</summary>
    public const string UngovernedForwarder = $"{Forwarder}-ungoverned";

    /// <summary>
    /// The restorer's state machine, rule and schedule, in every account and Region; its role adds <c>-&lt;Region&gt;</c>.
    /// </summary>
    public const string Restorer = "bedrock-defense-restorer";

    /// <summary>The stack set of the roles whose names cannot carry a Region.</summary>
    public const string Roles = "bedrock-defense-roles";

    /// <summary>The stack set of what model invocations are written to.</summary>
    public const string Destinations = "bedrock-defense-destinations";

    /// <summary>The restorer's role of one Region.</summary>
    /// <param name="region">The code of the Region, or <c>*</c> for the names of all.</param>
    public static string RestorerRole(string region) => $"{Restorer}-{region}";

    /// <summary>A forwarder's rule.</summary>
    /// <param name="number">From 1.</param>
    public static string ForwarderRule(int number) => $"{Forwarder}-{number}";
}
