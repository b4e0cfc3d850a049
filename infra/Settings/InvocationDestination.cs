namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Where one account logs its invocations, if not to the common destinations (<c>invocationLogging.perAccount</c>). Everything named here
/// exists already. The names are the same in every governed Region.
/// </summary>
/// <param name="LogGroup">The log group; null for none.</param>
/// <param name="Role">The role that Bedrock assumes to write to the log group; null for the role that the stack creates.</param>
/// <param name="Bucket">The bucket that gets all invocations; null for none.</param>
/// <param name="Prefix">The beginning of the objects' keys in the bucket; null for none.</param>
public sealed record InvocationDestination(string? LogGroup, string? Role, string? Bucket, string? Prefix)
{
    /// <summary>The account is left alone: its logging configuration stays as it is.</summary>
    public static readonly InvocationDestination Leave = new(null, null, null, null);

    /// <summary>
    /// The account logs to the common names, but log group and bucket exist there already, as in an account that comes back to the
    /// organization.
    /// </summary>
    public static readonly InvocationDestination Adopt = new(null, null, null, null) { IsAdopted = true };

    /// <summary>Whether the account logs to the common names, and its log group and bucket exist already.</summary>
    public bool IsAdopted { get; private init; }

    /// <summary>Whether the account is left alone.</summary>
    public bool IsLeftAlone => this == Leave;
}

/// <summary>Which log groups, buckets and roles the stack creates in the accounts.</summary>
public enum CreatedLogging
{
    /// <summary>Log group, bucket and delivery role.</summary>
    All,

    /// <summary>Only the delivery role. Log group and bucket exist, as after <c>pulumi destroy</c>.</summary>
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

    /// <summary>Sound, since December 2025. It is left out where a part of AWS does not know it yet.</summary>
    Audio,
}
