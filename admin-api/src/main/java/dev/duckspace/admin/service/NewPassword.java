package dev.duckspace.admin.service;

/** A password that was just made and is nowhere else. */
public record NewPassword(String username, String password) {
    @Override
    public String toString() {
        return "NewPassword[username=" + username + "]";
    }
}
