namespace BedrockDefense.Hunting.Baselines;

/// <summary>What of a call is compared with the calls before.</summary>
public enum NoveltyKind
{
    /// <summary>The principal itself.</summary>
    Principal,

    /// <summary>The address that the call came from.</summary>
    Address,

    /// <summary>The network of the address: its first 24 bits in IPv4, its first 48 in IPv6.</summary>
    Network,

    /// <summary>The Region.</summary>
    Region,

    /// <summary>The program that made the call, as it calls itself.</summary>
    UserAgent,

    /// <summary>The service and the name of the call.</summary>
    Api,

    /// <summary>The hour of the day, in UTC.</summary>
    Hour,
}
