namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>A member account that answers one operation as somebody who controls it, or a proxy before it, might.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Operation">The operation; <c>AssumeRole</c> when it cannot be entered.</param>
/// <param name="Body">The answer.</param>
/// <param name="Deviations">What a verification must report of the account; an asterisk at the end stands for any text.</param>
public sealed record HostileMember(string Name, string Operation, string Body, IReadOnlyList<string> Deviations)
{
    private const int Padding = 5_000_000;

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Enters the account.</summary>
    /// <param name="account">The account as it is.</param>
    /// <param name="fill">Fills in the ids of accounts.</param>
    internal Task<IAwsApi> EnterAsync(IAwsApi account, Func<string, string> fill)
    {
        var answering = new Answering(account, this, fill);
        return (Operation, Status) switch
        {
            ("AssumeRole", 200) => Task.FromException<IAwsApi>(new InvalidOperationException("the answer has no AccessKeyId")),
            ("AssumeRole", _) => Task.FromException<IAwsApi>(answering.Refusal(Operation, "us-east-1")),
            _ => Task.FromResult<IAwsApi>(answering),
        };
    }

    private sealed class Answering(IAwsApi account, HostileMember hostile, Func<string, string> fill) : IAwsApi
    {
        private readonly string _body = fill(hostile.Body).Replace("%padding%", new string('x', Padding), StringComparison.Ordinal);

        public string Id => account.Id;

        public IAwsApi InAccount(string accountId) => account.InAccount(accountId);

        public Task<string> SendAsync(AwsCall request) =>
            request.Operation != hostile.Operation ? account.SendAsync(request)
            : hostile.Status == 200 ? Task.FromResult(_body)
            : Task.FromException<string>(Refusal(request.Operation, request.Region));

        public AwsException Refusal(string operation, string region) => new(operation, Id, region, hostile.Status, _body);
    }
}
