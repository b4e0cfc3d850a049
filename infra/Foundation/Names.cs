namespace BedrockDefense.Infra.Foundation;

/// <summary>
/// The physical names that policies refer to. They are fixed, not generated: a guardrail can protect only a name that is known beforehand,
/// and a bus policy can trust only such a name.
/// </summary>
internal static class Names
{
    /// <summary>The name of the trail and of the central bus, and the prefix of every other name.</summary>
    public const string Product = "bedrock-defense";

    /// <summary>
    /// The beginning of the forwarders' names, in every account and Region. The name of their role adds <c>-&lt;Region&gt;</c>.
    /// </summary>
    public const string Forwarder = "bedrock-defense-forwarder";

    /// <summary>The stack set of the forwarders in Regions that are not governed.</summary>
    public const string UngovernedForwarder = $"{Forwarder}-ungoverned";

    /// <summary>
    /// The name of the restorer's state machine, rule and schedule, in every account and Region. The name of its role adds
    /// <c>-&lt;Region&gt;</c>.
    /// </summary>
    public const string Restorer = "bedrock-defense-restorer";

    /// <summary>The stack set of the roles whose names cannot carry a Region.</summary>
    public const string Roles = "bedrock-defense-roles";

    /// <summary>The stack set of the destinations of model invocations.</summary>
    public const string Destinations = "bedrock-defense-destinations";

    /// <summary>
    /// The role that <c>bedrock-defense verify --deep</c> assumes in each member account, and the stack set that creates it.
    /// </summary>
    public const string Auditor = "bedrock-defense-auditor";

    /// <summary>
    /// Gives the name of a state machine that delivers messages, and of its role. The name of the role that starts it adds
    /// <c>-start</c>.
    /// </summary>
    /// <param name="audience">The name of the audience that it delivers to.</param>
    public static string AlertMachine(string audience) => $"{Product}-alert-{audience}";

    /// <summary>
    /// The name of everything through which invocations are copied to the log-archive account: bucket, key, stream, destinations, the
    /// filters of the log groups, and the stack set of the filters.
    /// </summary>
    public const string Copies = "bedrock-defense-copies";

    /// <summary>The name of the role with which CloudWatch Logs fills the stream of the copies.</summary>
    public const string CopiesIntake = $"{Copies}-intake";

    /// <summary>
    /// The beginning of the names of the roles for which CloudWatch Logs checks that an account may send its invocations. The name of each
    /// adds <c>-&lt;Region&gt;</c>.
    /// </summary>
    public const string Copier = "bedrock-defense-copier";

    /// <summary>Gives the name of the restorer's role of one Region.</summary>
    /// <param name="region">The code of the Region, or <c>*</c> for the names of all.</param>
    public static string RestorerRole(string region) => $"{Restorer}-{region}";

    /// <summary>Gives the name of a forwarder's rule.</summary>
    /// <param name="number">The rule's number, from 1.</param>
    public static string ForwarderRule(int number) => $"{Forwarder}-{number}";
}
