using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace BedrockDefense.Live.Clients;

/// <summary>
/// The credentials that the AWS CLI would find: those of the environment, a profile, IAM Identity Center, a process, or the machine's
/// role.
/// </summary>
internal static class DefaultCredentials
{
    /// <summary>Finds the credentials. A failure can have an exception of any type; <see cref="Explain"/> tells it to a user.</summary>
    public static Task<AWSCredentials> FindAsync() => DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync();

    /// <summary>Says why there are no credentials, and what a user can do.</summary>
    public static string Explain(Exception exception) =>
        $"there are no usable credentials ({exception.Message}); sign in as for the AWS CLI, such as with aws sso login";
}
