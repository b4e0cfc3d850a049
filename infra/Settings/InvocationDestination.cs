namespace BedrockDefense.Infra.Settings;

/// <summary>
/// What one account logs its invocations to instead, all of it there already (<c>invocationLogging.perAccount</c>); in
/// every governed Region the same names.
/// </summary>
/// <param name="LogGroup">The log group; null for none.</param>
/// <param name="Role">The role that Bedrock assumes to write to it; null for the one that the stack creates.</param>
/// <param name="Bucket">The bucket that gets all of them; null for none.</param>
/// <param name="Prefix">What their keys begin with in it; null for nothing.</param>
public sealed record InvocationDestination(string? LogGroup, string? Role, string? Bucket, string? Prefix)
{
    /// <summary>Nothing: whatever the account has stays as it is.</summary>
    public static readonly InvocationDestination Leave = new(null, null, null, null);

    /// <summary>
    /// The same names as everywhere: log group and bucket exist there already, as in an account that comes back to the
    /// organization.
    /// </summary>
    public static readonly InvocationDestination Adopt = new(null, null, null, null) { IsAdopted = true };

    /// <summary>Whether the account wants what the rest want, and has it already.</summary>
    public bool IsAdopted { get; private init; }

    /// <summary>Whether the account is left alone.</summary>
    public bool IsLeft => this == Leave;
}

/// <summary>What of the logging the stack creates in the accounts.</summary>
public enum CreatedLogging
{
    /// <summary>Log group, bucket and delivery role.</summary>
    All,

    /// <summary>The delivery role; log group and bucket exist, as after <c>pulumi destroy</c>.</summary>
    Role,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>The kinds of data that an invocation may hold (Amazon Bedrock API Reference, "LoggingConfig").</summary>
public enum InvocationData
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Images.</summary>
    Image,

    /// <summary>Embeddings.</summary>
    Embedding,

    /// <summary>Videos.</summary>
    Video,

    /// <summary>Sound, since December 2025: where a part of AWS does not know it yet, it is left out.</summary>
    Audio,
}
