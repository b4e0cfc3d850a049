using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Runtime;

namespace BedrockDefense.Live.Clients;

/// <summary>AWS's API as one account, with calls signed by that account's credentials.</summary>
public sealed class SignedApi : IAwsApi
{
    private const string SessionName = "bedrock-defense";

    private readonly AwsSession _session;
    private readonly Func<bool, Task<ImmutableCredentials>> _credentials;
    private readonly ConcurrentDictionary<string, SignedApi> _others;

    private SignedApi(
        string id,
        AwsSession session,
        Func<bool, Task<ImmutableCredentials>> credentials,
        ConcurrentDictionary<string, SignedApi> others
    )
    {
        Id = id;
        _session = session;
        _credentials = credentials;
        _others = others;
        _others.TryAdd(id, this);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>
    /// Signs in as the AWS CLI does: with the credentials of the environment, a profile, IAM Identity Center, a process, or the
    /// machine's role. AWS tells which account they are of.
    /// </summary>
    /// <param name="session">Sends the requests.</param>
    /// <param name="region">The Region in which AWS is asked for the account.</param>
    /// <exception cref="AwsException">There are no credentials, or AWS refuses them.</exception>
    public static async Task<SignedApi> SignInAsync(AwsSession session, string region)
    {
        AWSCredentials? found = null;
        var unknown = new SignedApi("the account of the credentials", session, CredentialsAsync, []);
        var account = (await unknown.QueryAsync("sts", region, "GetCallerIdentity").ConfigureAwait(false)).Text("Account");
        return new SignedApi(account, session, CredentialsAsync, []);

        async Task<ImmutableCredentials> CredentialsAsync(bool renew)
        {
            try
            {
                found = found is null || renew ? await DefaultCredentials.FindAsync().ConfigureAwait(false) : found;
                return await found.GetCredentialsAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new AwsException(
                    "GetCallerIdentity",
                    "the account of the credentials",
                    region,
                    DefaultCredentials.Explain(exception)
                );
            }
        }
    }

    /// <summary>Lets <see cref="InAccount"/> reach another account by a role there.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="region">The Region in which the role is assumed.</param>
    /// <param name="roleArn">The role.</param>
    /// <param name="externalId">The external id that its trust policy asks for; null for none.</param>
    public void Reach(string account, string region, string roleArn, string? externalId)
    {
        if (!_others.ContainsKey(account))
        {
            _ = new SignedApi(account, _session, RoleCredentials(region, roleArn, externalId, SessionName), _others);
        }
    }

    /// <summary>Gives AWS as a role, under a session name. The role is assumed with the first call.</summary>
    /// <param name="region">The Region in which the role is assumed.</param>
    /// <param name="roleArn">The role.</param>
    /// <param name="session">The name of the session.</param>
    public IAwsApi As(string region, string roleArn, string session = SessionName)
    {
        ArgumentNullException.ThrowIfNull(roleArn);
        return new SignedApi(roleArn.Split(':')[4], _session, RoleCredentials(region, roleArn, externalId: null, session), []);
    }

    /// <summary>
    /// Enters another account by a role there. Nothing of it is kept: not even <see cref="InAccount"/> knows the account afterwards.
    /// </summary>
    /// <param name="account">The account's id.</param>
    /// <param name="region">The Region in which the role is assumed.</param>
    /// <param name="roleArn">The role.</param>
    /// <exception cref="AwsException">The role cannot be assumed.</exception>
    public async Task<IAwsApi> EnterAsync(string account, string region, string roleArn)
    {
        var credentials = RoleCredentials(region, roleArn, externalId: null, SessionName);
        await credentials(false).ConfigureAwait(false);
        return new SignedApi(account, _session, credentials, []);
    }

    private Func<bool, Task<ImmutableCredentials>> RoleCredentials(string region, string roleArn, string? externalId, string session)
    {
        ImmutableCredentials? assumed = null;
        var end = DateTimeOffset.MinValue;
        var turn = new SemaphoreSlim(1, 1);
        return AssumeAsync;

        async Task<ImmutableCredentials> AssumeAsync(bool renew)
        {
            await turn.WaitAsync(_session.Cancellation).ConfigureAwait(false);
            try
            {
                if (assumed is null || renew || end < _session.Time.GetUtcNow() + TimeSpan.FromMinutes(5))
                {
                    var answer = await this.QueryAsync(
                            "sts",
                            region,
                            "AssumeRole",
                            ("RoleArn", roleArn),
                            ("RoleSessionName", session),
                            ("ExternalId", externalId)
                        )
                        .ConfigureAwait(false);
                    assumed = new ImmutableCredentials(
                        answer.Text("AccessKeyId"),
                        answer.Text("SecretAccessKey"),
                        answer.Text("SessionToken")
                    );
                    end = DateTimeOffset.Parse(answer.Text("Expiration"), CultureInfo.InvariantCulture);
                }

                return assumed;
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <inheritdoc/>
    public IAwsApi InAccount(string accountId) =>
        _others.TryGetValue(accountId, out var other)
            ? other
            : throw new AwsException("AssumeRole", accountId, "any Region", "the configuration names no role to enter this account with");

    /// <inheritdoc/>
    public Task<string> SendAsync(AwsCall request) => _session.SendAsync(Id, request, _credentials);
}
