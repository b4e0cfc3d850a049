using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Proving;

/// <summary>AWS, in the roles that a run needs.</summary>
/// <param name="Management">AWS as the management account, which reaches the account of the findings topic.</param>
/// <param name="Attacker">Gives AWS as the attacking role, by the name of its session.</param>
/// <param name="Restoring">AWS as the role that reads and puts back in the attacked account.</param>
public sealed record ProofAccess(IAwsApi Management, Func<string, IAwsApi> Attacker, IAwsApi Restoring);
